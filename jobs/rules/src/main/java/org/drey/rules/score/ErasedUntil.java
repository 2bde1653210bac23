package org.drey.rules.score;

import org.drey.rules.schema.EntityKey;

/** The entities that are to be forgotten, each up to a time. */
public interface ErasedUntil {
  /** No one. */
  ErasedUntil NO_ONE =
      new ErasedUntil() {
        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public boolean has(EntityKey entity, long time) {
          return false;
        }
      };

  /** Returns whether there is none. */
  boolean isEmpty();

  /**
   * Returns whether what happened at a time is to be forgotten of an entity.
   *
   * @param time milliseconds since 1970
   */
  boolean has(EntityKey entity, long time);
}

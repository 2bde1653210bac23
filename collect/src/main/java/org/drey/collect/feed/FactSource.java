package org.drey.collect.feed;

import org.jspecify.annotations.Nullable;

/** The facts of a firm about the people of its events, beside its sources'. Thread-safe. */
public interface FactSource {
  /** Knows nothing. */
  FactSource NONE =
      new FactSource() {
        @Override
        public EventFacts open() {
          return new NoFacts();
        }

        @Override
        public boolean save() {
          return true;
        }
      };

  /** Returns the facts for one thread. */
  EventFacts open();

  /**
   * Writes to the disk what was learned; returns whether all is there. What cannot be written now
   * is tried again later.
   */
  boolean save();

  /** Facts about no one. */
  final class NoFacts implements EventFacts {
    private NoFacts() {}

    @Override
    public void fill(ObservedEvent seen, @Nullable TokenMaker tokens) {}

    @Override
    public boolean learn(ObservedEvent seen) {
      return false;
    }
  }
}

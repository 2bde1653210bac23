package org.drey.rules.log;

import org.jspecify.annotations.Nullable;

/** Where the log of one entity is kept: a head, which every step reads, and values under keys. */
public interface LogStore {

  /** The head, null if the entity has none. */
  byte @Nullable [] head();

  /** Keeps a head, null for none. */
  void putHead(byte @Nullable [] head);

  /** The value of a key, null if it has none. */
  byte @Nullable [] get(String key);

  /** Keeps a value under a key, null for none. */
  void put(String key, byte @Nullable [] value);

  /**
   * Removes the values of all keys that begin so. Reads every key: only for what seldom happens.
   */
  void removeAll(String prefix);
}

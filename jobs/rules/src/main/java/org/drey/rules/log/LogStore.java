package org.drey.rules.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store of one entity's log: a head, which every step reads, and what is read when it is
 * needed. Of these each kind is apart, because small values that are often asked for in vain are
 * found faster where no large ones are.
 */
public interface LogStore {

  /** The head, null if the entity has none. */
  byte @Nullable [] head();

  /** Keeps a head, null for none. */
  void putHead(byte @Nullable [] head);

  /**
   * Takes note of how large the log is with the head that was put last.
   *
   * @param events how many it has
   * @param bytes about how many they take
   */
  default void putSize(int events, long bytes) {}

  /** The chunks of the log, by their numbers. */
  Values<Integer, byte[]> chunks();

  /** The times of the events that are in chunks, by their hashes. */
  Values<Long, Long> events();

  /** Values of one kind. */
  interface Values<K, V> {
    /** The value of a key, null if it has none. */
    @Nullable V get(K key);

    /** Keeps values under their keys, null for none. */
    void putAll(Map<K, @Nullable V> values);
  }
}

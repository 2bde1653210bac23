package org.drey.rules.match;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map from texts whose case does not matter, by the folding of {@link String#equalsIgnoreCase}.
 * Immutable; looking up allocates nothing.
 */
final class CaselessMap<V> implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int FREE = 0;

  /** The bit in which the two cases of a letter differ, if they are ASCII. */
  private static final int CASE = 0x20;

  private final String[] keys;
  private final Object[] values;

  /** The hashes of the keys, so that others are seldom compared. */
  private final int[] hashes;

  private final int mask;
  private final boolean empty;

  private CaselessMap(int size) {
    int capacity = Integer.highestOneBit(Math.max(2, size * 2)) * 2;
    this.keys = new String[capacity];
    this.values = new Object[capacity];
    this.hashes = new int[capacity];
    this.mask = capacity - 1;
    this.empty = size == 0;
  }

  /** A map of these entries; of keys that differ in case alone one is kept. */
  static <V> CaselessMap<V> of(Map<String, V> entries) {
    CaselessMap<V> map = new CaselessMap<>(entries.size());
    entries.forEach(
        (key, value) -> {
          int hash = hash(key);
          int at = map.find(key, hash);
          map.hashes[at] = hash;
          map.keys[at] = key;
          map.values[at] = value;
        });
    return map;
  }

  boolean isEmpty() {
    return empty;
  }

  @SuppressWarnings("unchecked") // only values of this type were put in
  @Nullable V get(String key) {
    return (V) values[find(key, hash(key))];
  }

  /** The place of a key, or the free place where it would be. */
  private int find(String key, int hash) {
    int at = hash & mask;
    while (hashes[at] != FREE && !(hashes[at] == hash && keys[at].equalsIgnoreCase(key))) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Never that of a free place. */
  private static int hash(String text) {
    int hash = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      hash = 31 * hash + ((c < CaseFolding.ASCII ? c : CaseFolding.fold(c)) | CASE);
    }
    hash ^= hash >>> 16;
    return hash == FREE ? ~FREE : hash;
  }
}

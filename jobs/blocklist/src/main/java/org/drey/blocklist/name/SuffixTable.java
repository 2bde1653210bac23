package org.drey.blocklist.name;

import java.util.List;

/**
 * Finds a suffix of a name among many names without making a string of it.
 *
 * <p>The caller walks a name from its end to its start with {@link #step}, and asks at each start
 * of a label. Open addressing at most half full; a hash only finds, the stored name decides.
 */
final class SuffixTable {
  private final String[] names;
  private final int[] hashes;

  /** Index of a name plus one; 0 is an empty slot. */
  private final int[] slots;

  private final int shift;

  /** The names must be canonical and distinct; {@link #find} answers with their index. */
  SuffixTable(List<String> distinctNames) {
    names = distinctNames.toArray(new String[0]);
    hashes = new int[names.length];
    int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(Math.max(1, names.length)));
    slots = new int[1 << bits];
    shift = 32 - bits;
    for (int n = 0; n < names.length; n++) {
      hashes[n] = hash(names[n]);
      int slot = slot(hashes[n]);
      while (slots[slot] != 0) {
        slot = next(slot);
      }
      slots[slot] = n + 1;
    }
  }

  /** The hash of a suffix that is one character longer at its front; an empty suffix has 0. */
  static int step(int hash, char front) {
    return hash * 31 + front;
  }

  /** The index of the name that equals the suffix from {@code start}, or -1. */
  int find(String name, int start, int hash) {
    int length = name.length() - start;
    for (int slot = slot(hash); slots[slot] != 0; slot = next(slot)) {
      int n = slots[slot] - 1;
      if (hashes[n] == hash
          && names[n].length() == length
          && name.regionMatches(start, names[n], 0, length)) {
        return n;
      }
    }
    return -1;
  }

  private static int hash(String name) {
    int hash = 0;
    for (int i = name.length() - 1; i >= 0; i--) {
      hash = step(hash, name.charAt(i));
    }
    return hash;
  }

  private int slot(int hash) {
    return (hash * 0x9E3779B9) >>> shift;
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }
}

package org.drey.collect.firm;

/**
 * Numbers by fingerprint: 12 bytes a place, of which at most three quarters are used. It grows in
 * parts, so that no event waits for all of it to be copied.
 *
 * <p>A fingerprint has 64 bits. Among ten million the chance that any two are alike is one in
 * 370,000; that one more is like one of them, one in 1.8 million million.
 */
final class FingerprintTable {
  /** So many that the arrays of ten million stay below half a region of the garbage collector. */
  private static final int PART_BITS = 12;

  private final TablePart[] parts = new TablePart[1 << PART_BITS];
  private long size;

  FingerprintTable() {
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new TablePart();
    }
  }

  /** Returns the number of a fingerprint, or another if it has none. */
  int get(long print, int otherwise) {
    TablePart part = part(print);
    int at = part.place(used(print));
    return part.prints[at] == 0 ? otherwise : part.numbers[at];
  }

  /** Gives a fingerprint a number, in place of the one that it has. */
  void put(long print, int number) {
    if (part(print).put(used(print), number)) {
      size++;
    }
  }

  /** Returns how many fingerprints have a number. */
  long size() {
    return size;
  }

  private TablePart part(long print) {
    return parts[(int) (print >>> (Long.SIZE - PART_BITS))];
  }

  /** Nought is an empty place. */
  private static long used(long print) {
    return print == 0 ? 1 : print;
  }

  /** The fingerprints that begin alike; a fingerprint is as good as random, so is its own hash. */
  private static final class TablePart {
    private static final int FIRST = 16;

    private long[] prints = new long[FIRST];
    private int[] numbers = new int[FIRST];
    private int used;

    /** The place of a fingerprint, or the empty one where it would be. */
    int place(long print) {
      int mask = prints.length - 1;
      int at = (int) print & mask;
      while (prints[at] != 0 && prints[at] != print) {
        at = (at + 1) & mask;
      }
      return at;
    }

    /** Returns whether it was not there before. */
    boolean put(long print, int number) {
      int at = place(print);
      boolean isNew = prints[at] == 0;
      prints[at] = print;
      numbers[at] = number;
      used += isNew ? 1 : 0;
      if (used > prints.length / 4 * 3) {
        grow();
      }
      return isNew;
    }

    private void grow() {
      long[] before = prints;
      int[] numbersBefore = numbers;
      prints = new long[before.length * 2];
      numbers = new int[before.length * 2];
      for (int i = 0; i < before.length; i++) {
        if (before[i] != 0) {
          int at = place(before[i]);
          prints[at] = before[i];
          numbers[at] = numbersBefore[i];
        }
      }
    }
  }
}

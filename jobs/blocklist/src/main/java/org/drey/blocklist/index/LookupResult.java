package org.drey.blocklist.index;

import org.drey.blocklist.MatchKind;

/**
 * The result of a search, as one number: depth, kind, whether the node lies on a path, whether the
 * record is of the changes, and its place in the table.
 */
final class LookupResult {
  private static final int DEPTH_SHIFT = 48;
  private static final int KIND_SHIFT = 44;
  private static final long PATH = 1L << 43;
  private static final long CHANGED = 1L << 42;

  private LookupResult() {}

  /**
   * A record that was found.
   *
   * @param record its place in the table; of the changes, {@link #ofChanges}
   * @param path whether its node lies on a path
   */
  static long of(long record, int kind, boolean path, int depth) {
    return record
        | (long) Math.min(depth, Short.MAX_VALUE) << DEPTH_SHIFT
        | (long) kind << KIND_SHIFT
        | (path ? PATH : 0);
  }

  /** A record in the table of the changes. */
  static long ofChanges(int place) {
    return CHANGED | place;
  }

  static boolean isOfChanges(long found) {
    return (found & CHANGED) != 0;
  }

  static int depth(long found) {
    return (int) (found >>> DEPTH_SHIFT);
  }

  static MatchKind kind(long found) {
    return RecordKind.match((int) (found >>> KIND_SHIFT) & RecordKind.ALL, (found & PATH) != 0);
  }

  /** Returns where in its table the record is. */
  static int place(long found) {
    return (int) found;
  }
}

package org.drey.blocklist.index;

import org.drey.blocklist.MatchKind;

/** What a node of the tree is, in four bits. All but {@link #BELOW} have a record each. */
final class Flags {
  /** There are nodes below. */
  static final int BELOW = 1;

  /** Listed alone: HOST or EXACT_URL. */
  static final int SELF = 2;

  /** Listed with all that lies below: DOMAIN or PATH_PREFIX. */
  static final int COVER = 4;

  /** The host of a listed URL. */
  static final int CARRIES = 8;

  static final int BITS = 4;
  static final int ALL = 15;

  private Flags() {}

  /** How many records a node has. */
  static int records(int flags) {
    return Integer.bitCount(flags & (SELF | COVER | CARRIES));
  }

  /** Which of a node's records belongs to one of its flags, from 0. */
  static int record(int flags, int flag) {
    return records(flags & (flag - 1));
  }

  static MatchKind kind(int flag, boolean path) {
    return switch (flag) {
      case SELF -> path ? MatchKind.EXACT_URL : MatchKind.HOST;
      case COVER -> path ? MatchKind.PATH_PREFIX : MatchKind.DOMAIN;
      case CARRIES -> MatchKind.HOST_ONLY;
      default -> throw new IllegalArgumentException("no flag with a record: " + flag);
    };
  }
}

package org.drey.blocklist.index;

import org.drey.blocklist.EntryType;
import org.drey.blocklist.MatchKind;

/**
 * The kind of a record, in the low four bits of its word in the table. The kinds are in the order
 * of precedence at the end of a name.
 */
final class RecordKind {
  /** Listed alone: HOST or EXACT_URL. */
  static final int SELF = 1;

  /** Listed with all that lies below: DOMAIN or PATH_PREFIX. */
  static final int COVER = 2;

  /** The host of a listed URL. */
  static final int CARRIES = 3;

  /** Added to the kind in a difference: there is no such record any more. */
  static final int GONE = 8;

  static final int BITS = 4;
  static final int ALL = 15;

  private static final int KIND = 7;

  private RecordKind() {}

  /** The kind without {@link #GONE}. */
  static int of(int bits) {
    return bits & KIND;
  }

  static boolean isGone(int bits) {
    return (bits & GONE) != 0;
  }

  /** The kind of an entry's own record. */
  static int of(EntryType type) {
    return switch (type) {
      case HOST, EXACT_URL -> SELF;
      case DOMAIN, PATH_PREFIX -> COVER;
    };
  }

  static MatchKind match(int kind, boolean path) {
    return switch (kind) {
      case SELF -> path ? MatchKind.EXACT_URL : MatchKind.HOST;
      case COVER -> path ? MatchKind.PATH_PREFIX : MatchKind.DOMAIN;
      case CARRIES -> MatchKind.HOST_ONLY;
      default -> throw new IllegalArgumentException("no kind of record: " + kind);
    };
  }
}

package org.drey.blocklist.index;

import java.util.List;
import org.drey.blocklist.ListPolicy;

/** Policy and categories of a record in one long: 8 bits and one bit for each of 47 categories. */
final class EntryFlags {
  /** The most categories that a list may have. */
  static final int MAX_CATEGORIES = 47;

  private static final int POLICY_MASK = 0xFF;
  private static final int CATEGORIES_SHIFT = 16;
  private static final int CHILD_PROTECTION_LIST = 0;
  private static final int PARENTAL_CONTROL = 1;

  private EntryFlags() {}

  static long of(ListPolicy policy, long categories) {
    int code =
        switch (policy) {
          case CHILD_PROTECTION_LIST -> CHILD_PROTECTION_LIST;
          case PARENTAL_CONTROL -> PARENTAL_CONTROL;
        };
    return code | categories << CATEGORIES_SHIFT;
  }

  static ListPolicy policy(long meta) {
    return ((int) meta & POLICY_MASK) == PARENTAL_CONTROL
        ? ListPolicy.PARENTAL_CONTROL
        : ListPolicy.CHILD_PROTECTION_LIST;
  }

  static long categories(long meta) {
    return meta >>> CATEGORIES_SHIFT;
  }

  /**
   * The same meta under another numbering of the categories; a category that the other does not
   * know becomes a bit that no record of it has.
   */
  static long renumbered(long meta, List<String> from, List<String> to) {
    long categories = 0;
    for (long left = categories(meta); left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      int known = bit < from.size() ? to.indexOf(from.get(bit)) : -1;
      categories |= 1L << (known < 0 ? MAX_CATEGORIES : known);
    }
    return of(policy(meta), categories);
  }

  /** The categories of these names as bits; names that the list does not know are left out. */
  static long bits(Iterable<String> names, List<String> known) {
    long bits = 0;
    for (String name : names) {
      int at = known.indexOf(name);
      bits |= at < 0 ? 0 : 1L << at;
    }
    return bits;
  }

  /** The first category of a record by the list's own order, empty for none. */
  static String category(long meta, List<String> names) {
    int first = Long.numberOfTrailingZeros(categories(meta));
    return first < names.size() ? names.get(first) : "";
  }
}

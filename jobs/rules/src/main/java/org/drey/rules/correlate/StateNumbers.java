package org.drey.rules.correlate;

import java.util.List;
import org.drey.base.DerivedIds;

/**
 * Numbers by which state names rules and fields: derived from what they mean, so that they are the
 * same in every rule set. 48 bits of a hash for a rule, 28 for a field of the few that there are.
 */
final class StateNumbers {
  private static final int HEX = 16;
  private static final int RULE_DIGITS = 12;
  private static final int FIELD_DIGITS = 7;

  private StateNumbers() {}

  /** The number of a meaning, which the compiler gives as 12 hex digits. */
  static long of(String meaning) {
    return Long.parseLong(meaning, HEX);
  }

  /** The number of a rule's id. */
  static long ofId(String id) {
    return Long.parseLong(DerivedIds.of(id).substring(0, RULE_DIGITS), HEX);
  }

  /** The numbers of fields, in their order. */
  static int[] ofFields(List<String> names) {
    return names.stream()
        .mapToInt(name -> Integer.parseInt(DerivedIds.of(name).substring(0, FIELD_DIGITS), HEX))
        .toArray();
  }
}

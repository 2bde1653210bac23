package org.drey.rules.match;

import org.drey.rules.event.Range;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a number of any type with a limit.
 *
 * @param slot the field's
 */
record NumberLimit(int slot, Comparison comparison, double limit) {

  /** The comparison that a condition is, null if it is none. */
  static @Nullable NumberLimit of(Predicate condition) {
    if (condition instanceof Predicate.LongCompare c) {
      return new NumberLimit(c.slot(), c.comparison(), c.limit());
    }
    if (condition instanceof Predicate.DoubleCompare c) {
      return new NumberLimit(c.slot(), c.comparison(), c.limit());
    }
    return condition instanceof Predicate.DecimalCompare c
        ? new NumberLimit(c.slot(), c.comparison(), c.limit().doubleValue())
        : null;
  }

  /** Whether it holds of every number of a range. */
  boolean holdsOfAll(Range range) {
    return switch (comparison) {
      case GT -> limit < range.least();
      case GTE -> limit <= range.least();
      case LT -> limit > range.most();
      case LTE -> limit >= range.most();
      case EQ -> range.least() == limit && range.most() == limit;
      case NEQ -> limit < range.least() || limit > range.most();
    };
  }

  /** Whether it holds of no number of a range. */
  boolean holdsOfNone(Range range) {
    return new NumberLimit(slot, comparison.contrary(), limit).holdsOfAll(range);
  }

  /** Whether of every number this or another one holds. */
  boolean isCompletedBy(NumberLimit other) {
    if (slot != other.slot) {
      return false;
    }
    return switch (comparison) {
      case LTE -> other.comparison.isMonotone() && other.limit <= limit;
      case LT ->
          (other.comparison.isMonotone() && other.limit < limit)
              || (other.comparison == Comparison.GTE && other.limit == limit);
      case GT, GTE, EQ, NEQ -> false; // or the other is completed by this
    };
  }
}

package org.drey.rules.match;

import org.drey.rules.schema.NumberRange;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a number of any type with a limit.
 *
 * @param slot the field's
 * @param range the numbers that the field may be
 */
record NumberLimit(int slot, NumberComparison comparison, double limit, NumberRange range) {

  /** The comparison that a condition is, null if it is none. */
  static @Nullable NumberLimit of(EventPredicate condition, StreamSchema stream) {
    if (condition instanceof EventPredicate.LongCompare c) {
      return ofWhole(of(c.slot(), c.comparison(), (double) c.limit(), stream));
    }
    if (condition instanceof EventPredicate.DoubleCompare c) {
      return of(c.slot(), c.comparison(), c.limit(), stream);
    }
    return condition instanceof EventPredicate.DecimalCompare c
        ? of(c.slot(), c.comparison(), c.limit().doubleValue(), stream)
        : null;
  }

  /** To be the least or the most of all is to be no more, or no less, than that. */
  private static NumberLimit of(
      int slot, NumberComparison comparison, double limit, StreamSchema stream) {
    NumberRange range = stream.fields().get(slot).range();
    boolean isEqual = comparison == NumberComparison.EQ;
    if (isEqual && limit == range.least()) {
      return new NumberLimit(slot, NumberComparison.LTE, limit, range);
    }
    return new NumberLimit(
        slot, isEqual && limit == range.most() ? NumberComparison.GTE : comparison, limit, range);
  }

  /** Of whole numbers, more than one is at least the next. */
  private static NumberLimit ofWhole(NumberLimit one) {
    return switch (one.comparison) {
      case GT -> new NumberLimit(one.slot, NumberComparison.GTE, one.limit + 1, one.range);
      case LTE -> new NumberLimit(one.slot, NumberComparison.LT, one.limit + 1, one.range);
      case GTE, LT, EQ, NEQ -> one;
    };
  }

  /** Returns whether it holds of every number that the field may be. */
  boolean holdsOfAll() {
    return switch (comparison) {
      case GT -> limit < range.least();
      case GTE -> limit <= range.least();
      case LT -> limit > range.most();
      case LTE -> limit >= range.most();
      case EQ -> range.least() == limit && range.most() == limit;
      case NEQ -> limit < range.least() || limit > range.most();
    };
  }

  /** Returns whether it holds of no number that the field may be. */
  boolean holdsOfNone() {
    return new NumberLimit(slot, comparison.contrary(), limit, range).holdsOfAll();
  }

  /** Returns whether it has an upper end, and of every number above that another one holds. */
  boolean isCompletedBy(NumberLimit other) {
    boolean isFrom = other.slot == slot && other.comparison.isMonotone();
    return switch (comparison) {
      case LTE -> isFrom && other.limit <= limit;
      case LT ->
          isFrom
              && (other.limit < limit
                  || (other.limit == limit && other.comparison == NumberComparison.GTE));
      case GT, GTE, EQ, NEQ -> false;
    };
  }
}

package org.drey.rules.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.NumberRange;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes a condition that is fulfilled by every event that has the fields that it names. What
 * is seldom missing, or seldom another value, is not recognized: that shows on a sample of events.
 */
public final class ConditionBreadth {
  /** Texts, short and long, without a common character: a pattern that takes all asks for none. */
  private static final List<String> UNLIKE =
      Stream.of("a", "7", ".", "\u00fc")
          .flatMap(one -> Stream.of(one.repeat(8), one.repeat(300)))
          .toList();

  private final StreamSchema stream;

  private ConditionBreadth(StreamSchema stream) {
    this.stream = stream;
  }

  /** Returns whether the condition holds of every event that has the fields that it names. */
  public static boolean isEverything(EventPredicate condition, StreamSchema stream) {
    return new ConditionBreadth(stream).always(condition);
  }

  private boolean always(EventPredicate condition) {
    if (condition instanceof EventPredicate.And and) {
      return and.parts().stream().allMatch(this::always);
    }
    if (condition instanceof EventPredicate.Or or) {
      return or.parts().stream().anyMatch(this::always) || isComplete(or.parts());
    }
    if (condition instanceof EventPredicate.Not not) {
      return never(not.part());
    }
    if (condition instanceof EventPredicate.SymbolIn in) {
      return Long.bitCount(in.symbols()) == symbols(in.slot());
    }
    if (condition instanceof EventPredicate.Text text) {
      return isAny(text.text());
    }
    NumberLimit number = NumberLimit.of(condition, stream);
    if (number != null) {
      return number.holdsOfAll();
    }
    return condition instanceof EventPredicate.AnyText any && isAny(any.text());
  }

  /** Returns whether it holds of no event that has the fields that it names. */
  private boolean never(EventPredicate condition) {
    if (condition instanceof EventPredicate.And and) {
      return and.parts().stream().anyMatch(this::never);
    }
    if (condition instanceof EventPredicate.Or or) {
      return or.parts().stream().allMatch(this::never);
    }
    if (condition instanceof EventPredicate.Not not) {
      return always(not.part());
    }
    NumberLimit number = NumberLimit.of(condition, stream);
    if (number != null) {
      return number.holdsOfNone();
    }
    return condition instanceof EventPredicate.IsNull;
  }

  /**
   * Returns whether alternatives leave nothing out: a part and its contrary, all symbols of a
   * field, or all of its numbers.
   */
  private boolean isComplete(List<EventPredicate> parts) {
    List<NumberLimit> numbers =
        parts.stream().map(part -> NumberLimit.of(part, stream)).filter(Objects::nonNull).toList();
    if (numbers.stream().anyMatch(one -> numbers.stream().anyMatch(one::isCompletedBy))) {
      return true;
    }
    Map<Integer, Long> symbols = new HashMap<>();
    for (EventPredicate part : parts) {
      if (part instanceof EventPredicate.Not not && parts.contains(not.part())) {
        return true;
      }
      if (part instanceof EventPredicate.SymbolIn in) {
        symbols.merge(in.slot(), in.symbols(), (a, b) -> a | b);
      } else if (part instanceof EventPredicate.BooleanIs is) {
        symbols.merge(is.slot(), is.value() ? 2L : 1L, (a, b) -> a | b);
      }
    }
    return symbols.entrySet().stream()
        .anyMatch(entry -> Long.bitCount(entry.getValue()) == symbols(entry.getKey()));
  }

  private int symbols(int slot) {
    StreamField field = stream.fields().get(slot);
    return field.type() == FieldType.BOOLEAN ? 2 : field.symbols().size();
  }

  private static boolean isAny(TextTest test) {
    return (test instanceof TextTest.Part part && part.text().isEmpty())
        || (test instanceof TextTest.Glob glob && glob.pattern().isAny())
        || (test instanceof TextTest.Regex regex && UNLIKE.stream().allMatch(regex::test));
  }

  /**
   * The comparison of a number of any type with a limit.
   *
   * @param slot the field's
   * @param range the numbers that the field may be
   */
  private record NumberLimit(
      int slot, NumberComparison comparison, double limit, NumberRange range) {

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

    /** Equality with an end of the type's range is {@code lte} or {@code gte}. */
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

    /** A whole number above one is at least the next. */
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
}

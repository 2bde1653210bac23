package org.drey.rules.match;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.drey.rules.schema.Event;

/** A condition on one event. A missing field satisfies only {@link IsNull}. Allocates nothing. */
public sealed interface Predicate extends Serializable {

  /** Returns whether the event fulfils the condition. */
  default boolean test(Event event) {
    return test(event, Trial.FORGETFUL);
  }

  /**
   * The same.
   *
   * @param trial what is known of this event already
   */
  boolean test(Event event, Trial trial);

  /** Holds if all hold; of none, true. */
  record And(List<Predicate> parts) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).test(event, trial)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Holds if one holds; of none, false. */
  record Or(List<Predicate> parts) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).test(event, trial)) {
          return true;
        }
      }
      return false;
    }
  }

  record Not(Predicate part) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      return !part.test(event, trial);
    }
  }

  record IsNull(int slot) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      return event.isNull(slot);
    }
  }

  record LongCompare(int slot, Comparison comparison, long limit) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      return !event.isNull(slot) && comparison.holds(Long.compare(event.longAt(slot), limit));
    }
  }

  record DoubleCompare(int slot, Comparison comparison, double limit) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      return !event.isNull(slot) && comparison.holds(Double.compare(event.doubleAt(slot), limit));
    }
  }

  record DecimalCompare(int slot, Comparison comparison, BigDecimal limit) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      return !event.isNull(slot) && comparison.holds(event.decimalAt(slot).compareTo(limit));
    }
  }

  record BooleanIs(int slot, boolean value) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      return !event.isNull(slot) && event.booleanAt(slot) == value;
    }
  }

  /**
   * The symbol is one of a set.
   *
   * @param symbols bit n stands for the symbol of ordinal n
   */
  record SymbolIn(int slot, long symbols) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      return !event.isNull(slot) && (symbols >>> event.symbolAt(slot) & 1) == 1;
    }
  }

  record Text(int slot, TextTest text) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      return !event.isNull(slot) && text.test(event.textAt(slot));
    }
  }

  /** One of the texts of a list satisfies the test. */
  record AnyText(int slot, TextTest text) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      if (event.isNull(slot)) {
        return false;
      }
      List<String> texts = event.textsAt(slot);
      for (int i = 0; i < texts.size(); i++) {
        if (text.test(texts.get(i))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * A part that several conditions have, tried once an event.
   *
   * @param number its number among the shared parts
   */
  record Shared(int number, Predicate part) implements Predicate {
    @Override
    public boolean test(Event event, Trial trial) {
      int known = trial.answer(number);
      if (known == Trial.UNKNOWN) {
        return trial.remember(number, part.test(event, trial));
      }
      return known == Trial.YES;
    }
  }
}

package org.drey.rules.match;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntConsumer;
import org.drey.rules.schema.Event;

/** A condition on one event. A missing field satisfies only {@link IsNull}. Allocates nothing. */
public sealed interface EventPredicate extends Serializable {

  /** Returns whether the event fulfils the condition. */
  default boolean test(Event event) {
    return test(event, MatchTrial.FORGETFUL);
  }

  /**
   * The same.
   *
   * @param trial what is known of this event already
   */
  boolean test(Event event, MatchTrial trial);

  /** Calls with the slot of each field that it reads; with some more than once. */
  void eachRead(IntConsumer reader);

  /** A condition on one field. */
  sealed interface OfField extends EventPredicate {
    /** Returns the slot of the field. */
    int slot();

    @Override
    default void eachRead(IntConsumer reader) {
      reader.accept(slot());
    }
  }

  /** Holds if all hold; of none, true. */
  record And(List<EventPredicate> parts) implements EventPredicate {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).test(event, trial)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void eachRead(IntConsumer reader) {
      parts.forEach(part -> part.eachRead(reader));
    }
  }

  /** Holds if one holds; of none, false. */
  record Or(List<EventPredicate> parts) implements EventPredicate {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).test(event, trial)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void eachRead(IntConsumer reader) {
      parts.forEach(part -> part.eachRead(reader));
    }
  }

  record Not(EventPredicate part) implements EventPredicate {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      return !part.test(event, trial);
    }

    @Override
    public void eachRead(IntConsumer reader) {
      part.eachRead(reader);
    }
  }

  record IsNull(int slot) implements OfField {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      return event.isNull(slot);
    }
  }

  record LongCompare(int slot, NumberComparison comparison, long limit) implements OfField {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      return !event.isNull(slot) && comparison.holds(Long.compare(event.longAt(slot), limit));
    }
  }

  record DoubleCompare(int slot, NumberComparison comparison, double limit) implements OfField {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      return !event.isNull(slot) && comparison.holds(Double.compare(event.doubleAt(slot), limit));
    }
  }

  record DecimalCompare(int slot, NumberComparison comparison, BigDecimal limit)
      implements OfField {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      return !event.isNull(slot) && comparison.holds(event.decimalAt(slot).compareTo(limit));
    }
  }

  record BooleanIs(int slot, boolean value) implements OfField {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      return !event.isNull(slot) && event.booleanAt(slot) == value;
    }
  }

  /**
   * The symbol is one of a set.
   *
   * @param symbols bit n stands for the symbol of ordinal n
   */
  record SymbolIn(int slot, long symbols) implements OfField {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      return !event.isNull(slot) && (symbols >>> event.symbolAt(slot) & 1) == 1;
    }
  }

  record Text(int slot, TextTest text) implements OfField {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      return !event.isNull(slot) && text.test(event.textAt(slot));
    }
  }

  /** One of the texts of a list satisfies the test. */
  record AnyText(int slot, TextTest text) implements OfField {
    @Override
    public boolean test(Event event, MatchTrial trial) {
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
  record SharedPredicate(int number, EventPredicate part) implements EventPredicate {
    @Override
    public boolean test(Event event, MatchTrial trial) {
      int known = trial.answer(number);
      if (known == MatchTrial.UNKNOWN) {
        return trial.remember(number, part.test(event, trial));
      }
      return known == MatchTrial.YES;
    }

    @Override
    public void eachRead(IntConsumer reader) {
      part.eachRead(reader);
    }
  }
}

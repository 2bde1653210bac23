package org.drey.cli.readiness;

import java.util.function.Function;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;

/** The truth of a condition of whose fields not all are known; each may still be anything. */
enum PartialTruth {
  NO,
  MAYBE,
  YES;

  static PartialTruth of(boolean holds) {
    return holds ? YES : NO;
  }

  /**
   * Returns that of a condition.
   *
   * @param fields says it of the conditions on single fields
   */
  static PartialTruth of(
      EventPredicate condition, Function<EventPredicate.OfField, PartialTruth> fields) {
    if (condition instanceof EventPredicate.OfField field) {
      return fields.apply(field);
    }
    if (condition instanceof EventPredicate.Not not) {
      return of(not.part(), fields).contrary();
    }
    if (condition instanceof EventPredicate.SharedPredicate shared) {
      return of(shared.part(), fields);
    }
    boolean isAnd = condition instanceof EventPredicate.And;
    PartialTruth truth = isAnd ? YES : NO;
    for (EventPredicate part :
        isAnd
            ? ((EventPredicate.And) condition).parts()
            : ((EventPredicate.Or) condition).parts()) {
      PartialTruth other = of(part, fields);
      boolean isLess = other.compareTo(truth) < 0;
      truth = isLess == isAnd ? other : truth;
      if (truth == (isAnd ? NO : YES)) {
        return truth;
      }
    }
    return truth;
  }

  /** Returns whether a condition holds of a field that says nothing: of a symbol, UNKNOWN. */
  static PartialTruth ofNothing(EventPredicate.OfField field, StreamSchema stream) {
    if (field instanceof EventPredicate.SymbolIn in) {
      int unknown = unknown(stream.fields().get(in.slot()));
      return of(unknown >= 0 && (in.symbols() >>> unknown & 1) == 1);
    }
    return of(field instanceof EventPredicate.IsNull);
  }

  /** Returns which of a field's symbols says that it is not known; below zero if none does. */
  static int unknown(StreamField field) {
    return field.symbols().indexOf("UNKNOWN");
  }

  private PartialTruth contrary() {
    return switch (this) {
      case NO -> YES;
      case MAYBE -> MAYBE;
      case YES -> NO;
    };
  }
}

package org.drey.cli.readiness;

import java.util.function.Function;
import org.drey.rules.match.EventPredicate;

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

  private PartialTruth contrary() {
    return switch (this) {
      case NO -> YES;
      case MAYBE -> MAYBE;
      case YES -> NO;
    };
  }
}

package org.drey.cli.readiness;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/** The truth that a condition can have of whose fields not all are known. */
final class PossibleTruth {
  /** The symbol that says that nothing is known. */
  static final String UNKNOWN = "UNKNOWN";

  private PossibleTruth() {}

  /**
   * Returns whether a condition can hold.
   *
   * @param fields says whether a condition on a single field holds; null if it may or may not
   */
  static boolean canHold(
      EventPredicate condition, Function<EventPredicate.OfField, @Nullable Boolean> fields) {
    return canBe(true, condition, fields);
  }

  private static boolean canBe(
      boolean wanted,
      EventPredicate condition,
      Function<EventPredicate.OfField, @Nullable Boolean> fields) {
    if (condition instanceof EventPredicate.OfField field) {
      Boolean known = fields.apply(field);
      return known == null || known == wanted;
    }
    if (condition instanceof EventPredicate.Not not) {
      return canBe(!wanted, not.part(), fields);
    }
    if (condition instanceof EventPredicate.SharedPredicate shared) {
      return canBe(wanted, shared.part(), fields);
    }
    Predicate<EventPredicate> part = one -> canBe(wanted, one, fields);
    if (condition instanceof EventPredicate.And and) {
      return wanted ? and.parts().stream().allMatch(part) : and.parts().stream().anyMatch(part);
    }
    List<EventPredicate> parts = ((EventPredicate.Or) condition).parts();
    return wanted ? parts.stream().anyMatch(part) : parts.stream().allMatch(part);
  }

  /** Returns whether a condition holds of a field that says nothing: of a symbol, UNKNOWN. */
  static boolean ofNothing(EventPredicate.OfField field, StreamSchema stream) {
    if (field instanceof EventPredicate.SymbolIn in) {
      int unknown = unknown(stream.fields().get(in.slot()));
      return unknown >= 0 && (in.symbols() >>> unknown & 1) == 1;
    }
    return field instanceof EventPredicate.IsNull;
  }

  /** Returns which of a field's symbols says that it is not known; below zero if none does. */
  static int unknown(StreamField field) {
    return field.symbols().indexOf(UNKNOWN);
  }
}

package org.drey.definitions.record;

import java.util.Arrays;
import java.util.List;
import org.drey.definitions.record.EventRow.Derivation;
import org.drey.rules.schema.Event;
import org.jspecify.annotations.Nullable;

/** Fields that are computed from the others of an event, once, when first asked for. */
final class DerivedFields {
  private static final Object NOT_YET = new Object();

  private final Derivation[] derivations;
  private final @Nullable Object[] values;
  private boolean hasValues;

  DerivedFields(List<Derivation> derivations) {
    this.derivations = derivations.toArray(Derivation[]::new);
    this.values = new Object[this.derivations.length];
    Arrays.fill(values, NOT_YET);
  }

  /** Forgets the values: another event follows. */
  void clear() {
    if (hasValues) { // of most events no derived field is asked for
      Arrays.fill(values, NOT_YET);
      hasValues = false;
    }
  }

  /** The value of a field, null if it cannot be known. */
  @Nullable Object of(Event event, int field) {
    if (values[field] == NOT_YET) {
      values[field] = derivations[field].of(event);
      hasValues = true;
    }
    return values[field];
  }
}

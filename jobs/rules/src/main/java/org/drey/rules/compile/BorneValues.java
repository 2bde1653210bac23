package org.drey.rules.compile;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamField;
import org.jspecify.annotations.Nullable;

/**
 * The values that a finding bears, as texts, as an event for conditions.
 *
 * @param fields by slot
 * @param places where each slot is among the values
 * @param values the completing event's, overlaid by the group's
 */
record BorneValues(List<StreamField> fields, int[] places, @Nullable String[] values)
    implements Event {
  @Override
  public boolean isNull(int slot) {
    return values[places[slot]] == null;
  }

  @Override
  public long longAt(int slot) {
    return Long.parseLong(textAt(slot));
  }

  @Override
  public double doubleAt(int slot) {
    return Double.parseDouble(textAt(slot));
  }

  @Override
  public boolean booleanAt(int slot) {
    return Boolean.parseBoolean(textAt(slot));
  }

  @Override
  public int symbolAt(int slot) {
    return fields.get(slot).symbols().indexOf(textAt(slot));
  }

  @Override
  public String textAt(int slot) {
    return Objects.requireNonNull(values[places[slot]], "only asked for what is not null");
  }

  @Override
  public BigDecimal decimalAt(int slot) {
    return new BigDecimal(textAt(slot));
  }

  @Override
  public List<String> textsAt(int slot) {
    throw new IllegalStateException("a finding bears no list; the compiler refuses them");
  }
}

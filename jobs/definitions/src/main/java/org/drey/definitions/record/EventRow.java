package org.drey.definitions.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.rules.schema.Event;
import org.jspecify.annotations.Nullable;

/**
 * An Avro record as rules see it: the record's fields are the first slots, derived fields follow
 * and are computed once, when first asked for. One per operator, used again for each record.
 */
public final class EventRow implements Event {
  private final int own;
  private final DerivedFields derived;
  private @Nullable SpecificRecordBase datum;

  /** Computes a derived field from the fields before it; null if it cannot be known. */
  public interface Derivation {
    @Nullable Object of(Event event);
  }

  /**
   * A row for the records of a stream.
   *
   * @param own how many fields the record has
   * @param derivations how the slots after them are computed
   */
  public EventRow(int own, List<Derivation> derivations) {
    this.own = own;
    this.derived = new DerivedFields(derivations);
  }

  /** Makes the row show a record. */
  public EventRow show(SpecificRecordBase next) {
    datum = next;
    derived.clear();
    return this;
  }

  private @Nullable Object value(int slot) {
    if (slot < own) {
      return Objects.requireNonNull(datum, "a row is read after it shows a record").get(slot);
    }
    return derived.of(this, slot - own);
  }

  /** As {@link Event} demands: asked only where there is a value. */
  private Object present(int slot) {
    return Objects.requireNonNull(value(slot), "a slot that is null has no value to read");
  }

  @Override
  public boolean isNull(int slot) {
    return value(slot) == null;
  }

  @Override
  public long longAt(int slot) {
    Object value = present(slot);
    return value instanceof Instant time ? time.toEpochMilli() : ((Number) value).longValue();
  }

  @Override
  public double doubleAt(int slot) {
    return (Double) present(slot);
  }

  @Override
  public boolean booleanAt(int slot) {
    return (Boolean) present(slot);
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // generated enums have the symbols of the schema, in its order
  public int symbolAt(int slot) {
    return ((Enum<?>) present(slot)).ordinal();
  }

  @Override
  public String textAt(int slot) {
    return (String) present(slot);
  }

  @Override
  public @Nullable String textOrNull(int slot) {
    return (String) value(slot);
  }

  @Override
  public BigDecimal decimalAt(int slot) {
    return (BigDecimal) present(slot);
  }

  @Override
  @SuppressWarnings("unchecked") // the only list type of the schemas is a list of texts
  public List<String> textsAt(int slot) {
    return (List<String>) present(slot);
  }
}

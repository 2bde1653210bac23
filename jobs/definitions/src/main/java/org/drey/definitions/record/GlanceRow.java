package org.drey.definitions.record;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.drey.definitions.record.EventRow.Derivation;
import org.drey.event.wire.RecordGlance;
import org.drey.rules.schema.Event;
import org.jspecify.annotations.Nullable;

/**
 * A record that is only glanced at, as rules see it: like an {@link EventRow}. No derived field is
 * a symbol or a list.
 */
public final class GlanceRow implements Event {
  /** Hides no field. */
  public static final int NONE = -1;

  private final RecordGlance glance;
  private final int own;
  private final DerivedFields derived;
  private int hidden = NONE;

  /**
   * A row for the records of a stream.
   *
   * @param glance sees the record that the row shows
   * @param own how many fields the record has
   * @param derivations how the slots after them are computed
   */
  public GlanceRow(RecordGlance glance, int own, List<Derivation> derivations) {
    this.glance = glance;
    this.own = own;
    this.derived = new DerivedFields(derivations);
  }

  /**
   * Makes the row show the record that the glance has just seen.
   *
   * @param slot the field that is null to rules regardless of what the record has, or {@link #NONE}
   */
  public GlanceRow show(int slot) {
    hidden = slot;
    derived.clear();
    return this;
  }

  private @Nullable Object derivedAt(int slot) {
    return derived.of(this, slot - own);
  }

  private Object present(int slot) {
    return Objects.requireNonNull(derivedAt(slot), "a slot that is null has no value to read");
  }

  @Override
  public boolean isNull(int slot) {
    return slot < own ? slot == hidden || glance.isNull(slot) : derivedAt(slot) == null;
  }

  @Override
  public long longAt(int slot) {
    return slot < own ? glance.numberAt(slot) : ((Number) present(slot)).longValue();
  }

  @Override
  public boolean booleanAt(int slot) {
    return slot < own ? glance.booleanAt(slot) : (Boolean) present(slot);
  }

  @Override
  public int symbolAt(int slot) {
    return (int) glance.numberAt(slot);
  }

  @Override
  public String textAt(int slot) {
    return slot < own ? glance.textAt(slot) : (String) present(slot);
  }

  @Override
  public List<String> textsAt(int slot) {
    return glance.textsAt(slot);
  }

  /** Only derived fields: a record that has such a field itself cannot be glanced at. */
  @Override
  public double doubleAt(int slot) {
    return (Double) present(slot);
  }

  /** As {@link #doubleAt}. */
  @Override
  public BigDecimal decimalAt(int slot) {
    return (BigDecimal) present(slot);
  }
}

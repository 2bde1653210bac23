package org.drey.cli.readiness;

import java.math.BigDecimal;
import java.util.List;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;

/** An event of which nothing is known: each symbol is UNKNOWN, all else is null. */
final class UnknownEvent implements Event {
  private static final String UNKNOWN = "UNKNOWN";

  private final StreamSchema stream;

  UnknownEvent(StreamSchema stream) {
    this.stream = stream;
  }

  /** Returns which of a field's symbols says that it is not known; below zero if none does. */
  static int unknown(StreamField field) {
    return field.symbols().indexOf(UNKNOWN);
  }

  @Override
  public boolean isNull(int slot) {
    return unknown(stream.fields().get(slot)) < 0;
  }

  @Override
  public int symbolAt(int slot) {
    return unknown(stream.fields().get(slot));
  }

  @Override
  public long longAt(int slot) {
    throw unasked();
  }

  @Override
  public double doubleAt(int slot) {
    throw unasked();
  }

  @Override
  public boolean booleanAt(int slot) {
    throw unasked();
  }

  @Override
  public String textAt(int slot) {
    throw unasked();
  }

  @Override
  public BigDecimal decimalAt(int slot) {
    throw unasked();
  }

  @Override
  public List<String> textsAt(int slot) {
    throw unasked();
  }

  private static IllegalStateException unasked() {
    return new IllegalStateException("what is null is not read");
  }
}

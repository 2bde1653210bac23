package org.drey.cli.readiness;

import java.math.BigDecimal;
import java.util.List;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamSchema;

/** A payment of which only the payer is known. */
record PaymentOf(StreamSchema stream, String subject) implements Event {
  @Override
  public boolean isNull(int slot) {
    return false;
  }

  @Override
  public long longAt(int slot) {
    return 1;
  }

  @Override
  public double doubleAt(int slot) {
    return 1;
  }

  @Override
  public boolean booleanAt(int slot) {
    return true;
  }

  @Override
  public int symbolAt(int slot) {
    return 0;
  }

  @Override
  public String textAt(int slot) {
    return slot == stream.slot("subject") ? subject : "default";
  }

  @Override
  public BigDecimal decimalAt(int slot) {
    return BigDecimal.ONE;
  }

  @Override
  public List<String> textsAt(int slot) {
    return List.of();
  }
}

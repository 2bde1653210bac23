package org.drey.collect.format;

import java.math.BigDecimal;
import org.drey.collect.feed.RefusalReason;

/**
 * A decimal number as a whole one, such as an amount in cents.
 *
 * @param field of the record
 * @param digits after the point; more are refused, for nothing may be lost
 */
record DecimalText(String field, int digits) implements TextStep {
  private static final int LONGEST = 40;

  @Override
  public String apply(String text) throws RefusedLineException {
    try {
      BigDecimal number = new BigDecimal(text.length() > LONGEST ? "" : text);
      if (Math.abs((long) number.scale()) <= LONGEST) {
        return Long.toString(number.movePointRight(digits).longValueExact());
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // said below, without the text
    }
    throw new RefusedLineException(
        RefusalReason.OUT_OF_RANGE,
        field,
        "a number with at most " + digits + " digits after the point");
  }
}

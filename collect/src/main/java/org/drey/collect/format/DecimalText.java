package org.drey.collect.format;

import org.drey.collect.feed.RefusalReason;

/**
 * A decimal number as a whole one, such as an amount in cents.
 *
 * @param field of the record
 * @param digits after the mark; more are refused, for nothing may be lost
 */
record DecimalText(String field, int digits, NumberNotation notation) implements TextStep {
  @Override
  public String apply(String text) throws RefusedLineException {
    String minor = notation.minor(text, digits);
    if (minor == null) {
      throw new RefusedLineException(
          RefusalReason.OUT_OF_RANGE,
          field,
          "a number with at most " + digits + " digits after the point");
    }
    return minor;
  }
}

package org.drey.collect.format;

import org.drey.collect.feed.RefusalReason;

/**
 * A whole number and another, such as all in a room but the host.
 *
 * @param field of the record
 * @param other what is added
 */
record SumText(String field, long other) implements TextStep {
  @Override
  public String apply(String text) throws RefusedLineException {
    try {
      return Long.toString(Math.addExact(Long.parseLong(text), other));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new RefusedLineException(RefusalReason.OUT_OF_RANGE, field, "a whole number");
    }
  }
}

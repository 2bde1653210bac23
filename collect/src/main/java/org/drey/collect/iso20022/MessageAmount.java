package org.drey.collect.iso20022;

import java.math.BigDecimal;
import java.util.Currency;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * An amount, exactly.
 *
 * @param minor in minor units
 */
record MessageAmount(long minor, String currency) {
  private static final int LONGEST = 20; // 18 digits, as in the standard, a point, a zero before it

  /**
   * Reads the amount that was instructed, else the one that banks settle; null if there is none.
   */
  static @Nullable MessageAmount of(MessageValues values) throws RefusedItemException {
    MessageAmount instructed =
        read(
            values.get(MessageField.INSTRUCTED_AMOUNT),
            values.get(MessageField.INSTRUCTED_CURRENCY));
    return instructed != null
        ? instructed
        : read(values.get(MessageField.SETTLED_AMOUNT), values.get(MessageField.SETTLED_CURRENCY));
  }

  /** Reads an amount with no more digits than its currency has. */
  private static @Nullable MessageAmount read(@Nullable String amount, @Nullable String currency)
      throws RefusedItemException {
    if (amount == null) {
      return null;
    }
    try {
      int digits =
          Currency.getInstance(currency == null ? "" : currency).getDefaultFractionDigits();
      BigDecimal number = new BigDecimal(isPlain(amount) ? amount : "");
      if (number.scale() <= digits) {
        return new MessageAmount(
            number.movePointRight(digits).longValueExact(), String.valueOf(currency));
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      // said below, without the amount
    }
    throw new RefusedItemException(RefusalReason.OUT_OF_RANGE);
  }

  /** Returns whether it is digits with at most a point: no sign, no exponent. */
  private static boolean isPlain(String amount) {
    return amount.length() <= LONGEST
        && amount.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
  }
}

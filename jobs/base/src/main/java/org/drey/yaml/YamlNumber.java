package org.drey.yaml;

import java.math.BigDecimal;

/** Numbers as YAML 1.2 writes them. All throw {@link NumberFormatException} for what is none. */
final class YamlNumber {
  private static final int MAX_DIGITS = 100;

  private YamlNumber() {}

  /** A leading zero is no sign of an octal number. */
  static long whole(String text) {
    return switch (text.length() > 2 ? text.substring(0, 2) : "") {
      case "0x" -> Long.parseLong(text, 2, text.length(), 16);
      case "0o" -> Long.parseLong(text, 2, text.length(), 8);
      default -> Long.parseLong(text);
    };
  }

  /** One with an exponent that calculations could not bear is refused, too. */
  static BigDecimal decimal(String text) {
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > MAX_DIGITS) {
      throw new NumberFormatException("more than " + MAX_DIGITS + " digits");
    }
    return number;
  }
}

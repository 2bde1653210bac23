package org.drey.collect.format;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The way in which a log writes decimal numbers.
 *
 * @param mark between whole and part; 0 for a point, and no marks between thousands
 * @param isUnsigned whether a sign says something else, such as who pays, and is left out
 */
record NumberNotation(char mark, boolean isUnsigned) {
  private static final int LONGEST = 40;
  private static final int GROUP = 3;
  private static final int MOST_DIGITS = 18; // of a long

  /**
   * Returns a number in minor units; null if it is none, or too large.
   *
   * @param digits that there may be after the mark; more are refused, for nothing may be lost
   */
  @Nullable String minor(String text, int digits) {
    if (text.length() > LONGEST) {
      return null;
    }
    boolean isSigned = text.startsWith("-") || text.startsWith("+");
    int start = isSigned ? 1 : 0;
    char point = mark == ',' ? ',' : '.';
    int end = text.indexOf(point, start);
    int whole = end < 0 ? text.length() : end;
    String plain = wholeOf(text.substring(start, whole));
    String part = end < 0 ? "0" : text.substring(end + 1);
    if (plain == null || !isDigits(part)) {
      return mark == 0 ? exponential(text, digits) : null;
    }
    return joined(text.startsWith("-") && !isUnsigned, plain, part, digits);
  }

  /** The digits before the mark; null if they are none, or in groups that are not of three. */
  private @Nullable String wholeOf(String text) {
    if (isDigits(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    int since = 0; // digits since the last mark between thousands
    boolean isGrouped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        plain.append(c);
        since++;
      } else if (isGroupMark(c) && since > 0 && since <= GROUP && (!isGrouped || since == GROUP)) {
        isGrouped = true;
        since = 0;
      } else {
        return null;
      }
    }
    return isGrouped && since == GROUP ? plain.toString() : null;
  }

  private boolean isGroupMark(char c) {
    return mark == ',' ? c == '.' || c == ' ' || c == '\'' : mark == '.' && c == ',';
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static @Nullable String joined(boolean isMinus, String whole, String part, int digits) {
    int kept = Math.min(digits, part.length());
    for (int i = kept; i < part.length(); i++) {
      if (part.charAt(i) != '0') {
        return null;
      }
    }
    if (whole.length() + digits > MOST_DIGITS) {
      return null;
    }
    long minor = Long.parseLong(whole + part.substring(0, kept) + "0".repeat(digits - kept));
    return Long.toString(isMinus ? -minor : minor);
  }

  /** A number as programs write it, such as 1.5E3. */
  private @Nullable String exponential(String text, int digits) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > LONGEST) {
        return null;
      }
      BigDecimal minor = number.movePointRight(digits);
      return Long.toString((isUnsigned ? minor.abs() : minor).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }
}

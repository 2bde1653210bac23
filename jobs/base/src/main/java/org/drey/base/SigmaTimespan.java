package org.drey.base;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sigma's timespans: a number and a letter. */
public final class SigmaTimespan {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhdw])");

  private SigmaTimespan() {}

  /** The milliseconds of a timespan such as 30d. */
  public static long millis(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is no timespan: a whole number over 0 and s, m, h, d or w, such as 30d");
    }
    long unit =
        switch (matcher.group(2)) {
          case "s" -> 1_000L;
          case "m" -> 60_000L;
          case "h" -> 3_600_000L;
          case "d" -> 86_400_000L;
          default -> 7 * 86_400_000L;
        };
    return Long.parseLong(matcher.group(1)) * unit;
  }
}

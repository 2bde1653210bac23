package org.drey.collect.feed;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Times in the one shape of ISO 8601 that nearly all machines write, which Java's own takes ten
 * times as long for.
 */
public final class IsoTimeText {
  private static final int SECONDS_END = 19;

  private IsoTimeText() {}

  /**
   * Returns a time as milliseconds since 1970; what is finer is cut off.
   *
   * @param zone of a time without an offset
   * @throws DateTimeException if it has another shape, or is no time; also {@link
   *     NumberFormatException} and {@link IndexOutOfBoundsException}
   */
  public static long millis(String text, ZoneId zone) {
    LocalDateTime second =
        LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19));
    char middle = text.charAt(10);
    boolean isShaped =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && (middle == 'T' || middle == ' ' || middle == 't')
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    int end = SECONDS_END;
    int millis = 0;
    if (end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ',')) {
      end = digitsEnd(text, end + 1);
      for (int i = 20, value = 100; i < end && value > 0; i++, value /= 10) {
        millis += value * number(text, i, i + 1);
      }
    }
    if (!isShaped || end == 20) {
      throw new DateTimeException("another shape");
    }
    ZoneId offset = end == text.length() ? zone : offset(text.substring(end).strip());
    ZoneOffset at =
        offset instanceof ZoneOffset fixed ? fixed : offset.getRules().getOffset(second);
    return second.toEpochSecond(at) * 1_000 + millis;
  }

  /** Returns whether a time says its offset from UTC. */
  public static boolean hasOffset(String text) {
    return text.length() > SECONDS_END
        && !text.substring(SECONDS_END)
            .chars()
            .allMatch(c -> c == '.' || c == ',' || Character.isDigit(c));
  }

  /**
   * Returns the number of some digits.
   *
   * @throws NumberFormatException if they are none
   */
  public static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new NumberFormatException("no digit");
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  private static ZoneOffset offset(String text) {
    return switch (text) {
      case "Z", "z", "+00:00", "+0000" -> ZoneOffset.UTC;
      default -> ZoneOffset.of(text);
    };
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
      end++;
    }
    return end;
  }
}

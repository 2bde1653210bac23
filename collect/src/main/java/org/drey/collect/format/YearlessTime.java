package org.drey.collect.format;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.drey.collect.feed.RefusalReason;

/** Times without a year, such as those of ISO 8583: the year is the last in which they were. */
final class YearlessTime {
  private static final Duration AHEAD = Duration.ofDays(1); // clocks differ; so far is no year
  private static final int LONGEST = 40;

  private final String field;
  private final String pattern;
  private final DateTimeFormatter formatter;
  private final ZoneId zone;

  /**
   * A reader of times.
   *
   * @param pattern of Java, without a year
   * @throws IllegalArgumentException if there is no such pattern
   */
  YearlessTime(String field, String pattern, ZoneId zone) {
    this.field = field;
    this.pattern = pattern;
    this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    this.zone = zone;
  }

  /** Returns whether a pattern has all of a time but the year. */
  static boolean isPattern(String kind) {
    return kind.matches("[^yu]*M[^yu]*") && kind.contains("d") && kind.contains("H");
  }

  /** Returns a time as milliseconds since 1970. */
  String millis(String text, Instant now) throws RefusedLineException {
    try {
      if (text.length() <= LONGEST) {
        TemporalAccessor read = formatter.parse(text);
        MonthDay day = MonthDay.from(read);
        LocalTime time = LocalTime.from(read);
        Instant latest = now.plus(AHEAD);
        int year = latest.atZone(zone).getYear();
        Instant last = at(year, day, time);
        return Long.toString(
            (last.isAfter(latest) ? at(year - 1, day, time) : last).toEpochMilli());
      }
    } catch (DateTimeException e) {
      // said below, without the text
    }
    throw new RefusedLineException(RefusalReason.OUT_OF_RANGE, field, "a time as " + pattern);
  }

  private Instant at(int year, MonthDay day, LocalTime time) {
    return day.atYear(year).atTime(time).atZone(zone).toInstant();
  }
}

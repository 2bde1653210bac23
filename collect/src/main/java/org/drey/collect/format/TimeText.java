package org.drey.collect.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import org.drey.collect.feed.IsoTimeText;
import org.drey.collect.feed.RefusalReason;

/** Times as logs write them, as milliseconds since 1970. */
final class TimeText implements TextStep {
  /** The power of ten by which the units are smaller than a second, in which epochs are counted. */
  private static final Map<String, Integer> EPOCHS =
      Map.of(
          "seconds", 0,
          "millis", 3,
          "micros", 6,
          "nanos", 9);

  private static final Map<String, String> NAMED = Map.of("clf", "dd/MMM/yyyy:HH:mm:ss xx");
  private static final int LONGEST = 40;

  private final String field;
  private final String kind;
  private final Reading reading;

  /** A way to read a time. */
  private interface Reading {
    long millis(String text);
  }

  private TimeText(String field, String kind, Reading reading) {
    this.field = field;
    this.kind = kind;
    this.reading = reading;
  }

  /**
   * A reader of times.
   *
   * @param kind iso, an epoch, a named format or a pattern of Java
   * @param zone of times without an offset
   * @throws IllegalArgumentException if there is no such pattern
   */
  static TimeText of(String field, String kind, ZoneId zone) {
    Integer unit = EPOCHS.get(kind);
    if (unit != null) {
      return new TimeText(field, kind, text -> epoch(text, unit));
    }
    if (kind.equals("iso")) {
      return new TimeText(field, kind, text -> IsoTimeText.millis(text, zone));
    }
    if (!NAMED.containsKey(kind) && !kind.matches(".*[yu].*")) {
      throw new IllegalArgumentException("no name, and no pattern with a year");
    }
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(NAMED.getOrDefault(kind, kind), Locale.ENGLISH).withZone(zone);
    return new TimeText(field, kind, text -> patterned(text, formatter, zone));
  }

  @Override
  public String apply(String text) throws RefusedLineException {
    try {
      if (text.length() <= LONGEST) {
        return Long.toString(reading.millis(text));
      }
    } catch (DateTimeException
        | NumberFormatException
        | ArithmeticException
        | IndexOutOfBoundsException e) {
      // said below, without the text
    }
    throw new RefusedLineException(RefusalReason.OUT_OF_RANGE, field, "a time as " + kind);
  }

  /** The whole milliseconds of a number of units; what is finer is cut off. */
  private static long epoch(String text, int unit) {
    int point = text.indexOf('.');
    int end = point < 0 ? text.length() : point;
    long whole = Long.parseLong(text, 0, end, 10);
    if (unit >= 3) {
      return Math.floorDiv(whole, unit == 3 ? 1 : unit == 6 ? 1_000L : 1_000_000L);
    }
    int millis = 0;
    for (int i = point + 1, value = 100; point >= 0 && i < text.length(); i++, value /= 10) {
      millis += value * IsoTimeText.number(text, i, i + 1);
    }
    return Math.addExact(Math.multiplyExact(whole, 1_000L), whole < 0 ? -millis : millis);
  }

  private static long patterned(String text, DateTimeFormatter formatter, ZoneId zone) {
    TemporalAccessor read =
        formatter.parseBest(text, ZonedDateTime::from, Instant::from, LocalDateTime::from);
    return (read instanceof LocalDateTime local
            ? local.atZone(zone).toInstant()
            : Instant.from(read))
        .toEpochMilli();
  }
}

package org.drey.collect.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.drey.collect.feed.IsoTimeText;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

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
  private static final Pattern MIDNIGHT = Pattern.compile(".{10}.00:00:00([.,]0+)?([Zz]|[+-].*)?");
  private static final int LONGEST = 40;
  private static final int DAY = 10; // characters of 2026-12-01

  private final String field;
  private final String kind;
  private final Reading reading;
  private final @Nullable DateTimeFormatter pattern; // null if it is another kind

  /** A way to read a time. */
  private interface Reading {
    long millis(String text) throws RefusedLineException;
  }

  private TimeText(
      String field, String kind, Reading reading, @Nullable DateTimeFormatter pattern) {
    this.field = field;
    this.kind = kind;
    this.reading = reading;
    this.pattern = pattern;
  }

  /**
   * A reader of times.
   *
   * @param kind iso, an epoch, a named format or a pattern of Java
   * @param zone of times without an offset; null to refuse them
   * @throws IllegalArgumentException if there is no such pattern
   */
  static TimeText of(String field, String kind, @Nullable ZoneId zone) {
    Integer unit = EPOCHS.get(kind);
    if (unit != null) {
      return new TimeText(field, kind, text -> epoch(text, unit), null);
    }
    if (kind.equals("iso")) {
      return new TimeText(field, kind, text -> iso(text, field, zone), null);
    }
    if (kind.equals("day")) {
      return new TimeText(field, kind, text -> day(text, field, zone), null);
    }
    if (!NAMED.containsKey(kind) && !kind.matches(".*[yu].*")) {
      throw new IllegalArgumentException("no name, and no pattern with a year");
    }
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(NAMED.getOrDefault(kind, kind), Locale.ENGLISH);
    return new TimeText(field, kind, text -> patterned(text, formatter, field, zone), formatter);
  }

  private static long iso(String text, String field, @Nullable ZoneId zone)
      throws RefusedLineException {
    if (zone == null && !IsoTimeText.hasOffset(text)) {
      IsoTimeText.millis(text, ZoneOffset.UTC); // it may be no time at all
      throw noZone(field);
    }
    return IsoTimeText.millis(text, zone == null ? ZoneOffset.UTC : zone);
  }

  /** The beginning of a day. */
  private static long day(String text, String field, @Nullable ZoneId zone)
      throws RefusedLineException {
    LocalDate day =
        LocalDate.of(
            IsoTimeText.number(text, 0, 4),
            IsoTimeText.number(text, 5, 7),
            IsoTimeText.number(text, 8, 10));
    if (text.length() != DAY || text.charAt(4) != '-' || text.charAt(7) != '-') {
      throw new DateTimeException("another shape");
    }
    if (zone == null) {
      throw noZone(field);
    }
    return day.atStartOfDay(zone).toEpochSecond() * 1_000;
  }

  private static RefusedLineException noZone(String field) {
    return new RefusedLineException(
        RefusalReason.NO_ZONE, field, "a time with its offset, or 'zone' in the format");
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

  /** Banks write midnight for a day of booking; a payment of that second loses its hour alone. */
  @Override
  public boolean isOfDay(String text) {
    if (pattern != null) {
      LocalTime time = pattern.parse(text).query(TemporalQueries.localTime());
      return time == null || time.equals(LocalTime.MIDNIGHT);
    }
    return kind.equals("day") || (kind.equals("iso") && MIDNIGHT.matcher(text).matches());
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

  /** The parts are asked for one by one: Java's own guess throws for each that is not there. */
  private static long patterned(
      String text, DateTimeFormatter formatter, String field, @Nullable ZoneId zone)
      throws RefusedLineException {
    TemporalAccessor read = formatter.parse(text);
    if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(read).toEpochMilli();
    }
    LocalDate day = read.query(TemporalQueries.localDate());
    LocalTime time = read.query(TemporalQueries.localTime());
    ZoneId own = read.query(TemporalQueries.zone());
    ZoneId at = own == null ? zone : own;
    if (day == null) {
      throw new DateTimeException("no day");
    }
    if (at == null) {
      throw noZone(field);
    }
    return (time == null ? day.atStartOfDay(at) : day.atTime(time).atZone(at))
        .toInstant()
        .toEpochMilli();
  }
}

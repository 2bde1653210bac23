package org.drey.alerts.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words for since when something was seen, and when last. */
public final class SeenWords {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ROOT);
  private static final Duration DAYS_FROM = Duration.ofDays(2);
  private static final int WEEKS_FROM = 14;
  private static final int WEEK = 7;
  private static final int NO_YEAR = Integer.MIN_VALUE;

  private SeenWords() {}

  /**
   * Returns both: "3 h ago, since 26 Mar"; of a replay, whose events are over, "26 Mar to 25 Apr
   * 2026".
   */
  public static String of(Instant first, Instant last, boolean isReplayed, Instant now) {
    if (isReplayed) {
      return dates(first, last, NO_YEAR);
    }
    String latest = last(last, false, now);
    return day(first).equals(day(last)) ? latest : latest + ", since " + day(first, now);
  }

  /**
   * Returns both as dates: "26 Mar to 25 Apr 2026".
   *
   * @param year that is left out where it would be the last word, for a list says it once
   */
  static String dates(Instant first, Instant last, int year) {
    String latest = date(last, year);
    return day(first).equals(day(last)) ? latest : day(first, last) + " to " + latest;
  }

  /** Returns a date, without a year that is left out. */
  static String date(Instant time, int year) {
    return (day(time).getYear() == year ? DAY : YEAR).format(day(time));
  }

  /** Returns the year of a time. */
  static int year(Instant time) {
    return day(time).getYear();
  }

  /** A day, with its year where that is not that of another time. */
  private static String day(Instant time, Instant other) {
    LocalDate day = day(time);
    return (day.getYear() == day(other).getYear() ? DAY : YEAR).format(day);
  }

  /** Returns when it was last: "3 h ago"; of a replay "25 Apr 2026". */
  public static String last(Instant last, boolean isReplayed, Instant now) {
    if (isReplayed) {
      return date(last, NO_YEAR);
    }
    Duration since = Duration.between(last, now);
    if (since.compareTo(Duration.ofMinutes(1)) < 0) {
      return "just now";
    }
    if (since.toHours() < 1) {
      return since.toMinutes() + " min ago";
    }
    if (since.compareTo(DAYS_FROM) < 0) {
      return since.toHours() + " h ago";
    }
    return since.toDays() < WEEKS_FROM
        ? since.toDays() + " days ago"
        : since.toDays() / WEEK + " weeks ago";
  }

  private static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}

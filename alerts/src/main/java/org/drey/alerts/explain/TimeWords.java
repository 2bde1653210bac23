package org.drey.alerts.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times and durations for people. */
public final class TimeWords {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final int SECONDS = 60;
  private static final int MAX_OFFSET_MINUTES = 18 * 60;

  private TimeWords() {}

  /** To the minute. */
  public static String utc(Instant time) {
    return MINUTE.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
  }

  /** In UTC, and by the clock of whoever pays where their offset is known. */
  static String ofPayer(Instant time, @Nullable Long offsetMinutes) {
    if (offsetMinutes == null || Math.abs(offsetMinutes) > MAX_OFFSET_MINUTES) {
      return utc(time);
    }
    OffsetDateTime there =
        time.atOffset(ZoneOffset.ofTotalSeconds((int) (offsetMinutes * SECONDS)));
    boolean isSameDay = there.toLocalDate().equals(time.atOffset(ZoneOffset.UTC).toLocalDate());
    return utc(time) + " (the payer's " + (isSameDay ? CLOCK : MINUTE).format(there) + ")";
  }

  /** A time for which something is kept: in days, rounded up, where it is long or full days. */
  public static String inFull(Duration time) {
    long hours = time.toHours();
    long days = time.toDays();
    if (days > 0 && time.equals(Duration.ofDays(days))) {
      return days + (days == 1 ? " day" : " days");
    }
    if (days > 2) {
      return time.plusDays(1).minusMillis(1).toDays() + " days";
    }
    return hours > 0 ? hours + (hours == 1 ? " hour" : " hours") : time.toMinutes() + " minutes";
  }

  /** The two largest units: "2 d 3 h", "3 h 12 min", "4 min". */
  public static String words(Duration duration) {
    Duration positive = duration.abs();
    if (positive.toDays() > 0) {
      return positive.toDays() + " d " + positive.toHoursPart() + " h";
    }
    return positive.toHours() > 0
        ? positive.toHours() + " h " + positive.toMinutesPart() + " min"
        : positive.toMinutes() + " min";
  }
}

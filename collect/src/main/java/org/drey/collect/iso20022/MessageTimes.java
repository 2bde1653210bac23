package org.drey.collect.iso20022;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.drey.collect.feed.IsoTimeText;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Times as the standard writes them.
 *
 * @param zone of those without an offset; null to refuse them
 */
record MessageTimes(@Nullable ZoneId zone) {
  private static final int DAY = 10; // characters; an offset may follow

  /** Returns a time. */
  Instant read(@Nullable String written) throws RefusedItemException {
    if (written == null) {
      throw new RefusedItemException(RefusalReason.NO_TIME);
    }
    Instant time;
    try {
      time = Instant.ofEpochMilli(IsoTimeText.millis(written, local()));
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new RefusedItemException(RefusalReason.OUT_OF_RANGE);
    }
    if (zone == null && !IsoTimeText.hasOffset(written)) {
      throw new RefusedItemException(RefusalReason.NO_ZONE);
    }
    return time;
  }

  /** Returns a time that is no later than its day: noon, if the time is. */
  Instant onDay(String written, Instant time) throws RefusedItemException {
    try {
      LocalDate day = LocalDate.parse(written.substring(0, Math.min(DAY, written.length())));
      return time.atZone(local()).toLocalDate().isAfter(day)
          ? day.atTime(LocalTime.NOON).atZone(local()).toInstant()
          : time;
    } catch (DateTimeException e) {
      throw new RefusedItemException(RefusalReason.OUT_OF_RANGE);
    }
  }

  private ZoneId local() {
    return Objects.requireNonNullElse(zone, ZoneOffset.UTC);
  }
}

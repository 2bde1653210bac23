package org.drey.collect.iso20022;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Times as the standard writes them. Keeps the last: most items of a message share one. */
final class MessageTimes {
  private final @Nullable ZoneId zone;
  private String text = "";
  private Instant time = Instant.EPOCH;

  /**
   * Times of messages.
   *
   * @param zone of those without an offset; null to refuse them
   */
  MessageTimes(@Nullable ZoneId zone) {
    this.zone = zone;
  }

  /** Returns a time. */
  Instant read(@Nullable String written) throws RefusedItemException {
    if (written == null) {
      throw new RefusedItemException(RefusalReason.NO_TIME);
    }
    if (!written.equals(text)) {
      time = parse(written);
      text = written;
    }
    return time;
  }

  private Instant parse(String written) throws RefusedItemException {
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              written, OffsetDateTime::from, LocalDateTime::from);
      if (parsed instanceof OffsetDateTime exact) {
        return exact.toInstant();
      }
      if (zone != null) {
        return LocalDateTime.from(parsed).atZone(zone).toInstant();
      }
    } catch (DateTimeException e) {
      throw new RefusedItemException(RefusalReason.OUT_OF_RANGE);
    }
    throw new RefusedItemException(RefusalReason.NO_ZONE);
  }
}

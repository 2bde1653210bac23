package org.drey.collect.iso20022;

import java.time.DateTimeException;
import java.time.Instant;
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

  /** Returns a time. */
  Instant read(@Nullable String written) throws RefusedItemException {
    if (written == null) {
      throw new RefusedItemException(RefusalReason.NO_TIME);
    }
    Instant time;
    try {
      ZoneId local = Objects.requireNonNullElse(zone, ZoneOffset.UTC);
      time = Instant.ofEpochMilli(IsoTimeText.millis(written, local));
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new RefusedItemException(RefusalReason.OUT_OF_RANGE);
    }
    if (zone == null && !IsoTimeText.hasOffset(written)) {
      throw new RefusedItemException(RefusalReason.NO_ZONE);
    }
    return time;
  }
}

package org.drey.alerts.story;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A live session of a story: of its viewer, what is between joining and leaving.
 *
 * @param from milliseconds since 1970
 * @param until when it ended, or the viewer left; null if that is not known
 * @param host null of one who is assured to be a child
 * @param viewer null of one whom no event names
 * @param viewers the most concurrent ones
 * @param paidAt when it was paid for, by a rule that found both in their order; null if none did
 */
public record StorySession(
    long from,
    @Nullable Long until,
    String visibility,
    @Nullable String host,
    @Nullable String viewer,
    long viewers,
    @Nullable Long paidAt) {

  /** How long it took; null if that is not known. */
  public @Nullable Long minutes() {
    return until == null ? null : Duration.ofMillis(until - from).toMinutes();
  }

  /** How long after its payment it began, or was left before it; null without one. */
  public @Nullable Long minutesApart() {
    if (paidAt == null) {
      return null;
    }
    long end = until == null ? from : until;
    return Duration.ofMillis(paidAt <= from ? from - paidAt : Math.max(0, paidAt - end))
        .toMinutes();
  }

  /** Returns whether its payment came after it. */
  public boolean wasPaidLater() {
    return paidAt != null && paidAt > from;
  }
}

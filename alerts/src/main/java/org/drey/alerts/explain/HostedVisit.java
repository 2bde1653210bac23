package org.drey.alerts.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import org.drey.event.AlertEvent;
import org.jspecify.annotations.Nullable;

/**
 * A visit of one who joined a session of a young person who hosts.
 *
 * @param event the one that says most of it
 * @param from when it began
 */
record HostedVisit(AlertEvent event, Instant from) {
  static HostedVisit of(AlertEvent event) {
    Long seconds = event.getLivestream().getDurationSeconds();
    Instant time = event.getEventTime();
    return new HostedVisit(event, seconds == null ? time : time.minusSeconds(seconds));
  }

  /** How long it took; null if that is not known. */
  @Nullable Long minutes() {
    Long seconds = event.getLivestream().getDurationSeconds();
    return seconds == null ? null : Duration.ofSeconds(seconds).toMinutes();
  }

  /** The same visit, with what another event says of it. */
  HostedVisit with(HostedVisit other) {
    HostedVisit fuller = other.minutes() == null ? this : other;
    return new HostedVisit(fuller.event(), from.isBefore(other.from()) ? from : other.from());
  }

  /** Returns how long some took: ", for 13 to 23 min"; empty if that is known of none. */
  static String length(Collection<HostedVisit> visits) {
    LongSummaryStatistics minutes =
        visits.stream()
            .map(HostedVisit::minutes)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .summaryStatistics();
    return minutes.getCount() == 0
        ? ""
        : ", for " + range(minutes.getMin(), minutes.getMax()) + " min";
  }

  /** Two numbers, or one if they are the same. */
  static String range(long least, long most) {
    return least == most ? Long.toString(least) : least + " to " + most;
  }
}

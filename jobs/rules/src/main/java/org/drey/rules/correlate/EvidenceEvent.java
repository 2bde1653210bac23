package org.drey.rules.correlate;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.drey.rules.schema.EventId;

/**
 * An event that is evidence.
 *
 * @param event the event
 * @param time its time, milliseconds since 1970
 * @param details the few fields of it that explain an alert, taken at the door; nothing here reads
 *     them
 */
public record EvidenceEvent(EventId event, long time, byte[] details) {

  /** The ids of events in their order, each once, at most {@link Finding#MAX_EVIDENCE}. */
  public static List<String> ids(List<EvidenceEvent> events) {
    Set<String> ids = new LinkedHashSet<>(); // two providers may use one id
    for (EvidenceEvent seen : events) {
      if (ids.size() < Finding.MAX_EVIDENCE) {
        ids.add(seen.event().eventId());
      }
    }
    return List.copyOf(ids);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvidenceEvent seen
        && event.equals(seen.event)
        && time == seen.time
        && Arrays.equals(details, seen.details);
  }

  @Override
  public int hashCode() {
    return Objects.hash(event, time);
  }

  @Override
  public String toString() {
    return event + "@" + time;
  }
}

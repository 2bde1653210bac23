package org.drey.alerts.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.event.AlertEvent;
import org.drey.event.LivestreamDetails;
import org.jspecify.annotations.Nullable;

/** The live sessions among events: what one viewer's events say of one session is one. */
final class StorySessions {
  private static final long SECOND = 1000;

  private final Map<String, List<AlertEvent>> events = new LinkedHashMap<>();
  private final Map<AlertEvent, Long> paid = new HashMap<>();

  /**
   * Sessions of an alert's events.
   *
   * @param inOrder in order of time
   * @param pairs those that a rule joined
   */
  StorySessions(List<AlertEvent> inOrder, List<EventPair> pairs) {
    for (AlertEvent event : inOrder) {
      LivestreamDetails stream = event.getLivestream();
      if (stream != null) {
        events
            .computeIfAbsent(
                stream.getSession() + "\n" + stream.getSubject(), key -> new ArrayList<>())
            .add(event);
      }
    }
    for (EventPair pair : pairs) {
      join(pair.first(), pair.second());
      join(pair.second(), pair.first());
    }
  }

  private void join(AlertEvent session, AlertEvent payment) {
    if (session.getLivestream() != null && payment.getPayment() != null) {
      paid.put(session, payment.getEventTime().toEpochMilli());
    }
  }

  /** Those of viewers; of a session in which no event names one, the session. */
  List<StorySession> all() {
    Set<String> watched = new HashSet<>();
    events.values().stream()
        .map(of -> of.get(0).getLivestream())
        .filter(stream -> stream.getSubject() != null)
        .forEach(stream -> watched.add(stream.getSession()));
    return events.values().stream()
        .filter(of -> of.get(0).getLivestream().getSubject() != null || !isIn(watched, of))
        .map(this::session)
        .toList();
  }

  private static boolean isIn(Set<String> watched, List<AlertEvent> of) {
    return watched.contains(of.get(0).getLivestream().getSession());
  }

  private StorySession session(List<AlertEvent> of) {
    AlertEvent last = of.get(of.size() - 1);
    LivestreamDetails newest = last.getLivestream();
    Long seconds = newest.getDurationSeconds();
    long from = of.get(0).getEventTime().toEpochMilli();
    long end = last.getEventTime().toEpochMilli();
    if (seconds != null) {
      from = Math.min(from, end - SECOND * seconds);
    }
    return new StorySession(
        from,
        seconds == null && of.size() == 1 ? null : Long.valueOf(end),
        newest.getVisibility(),
        newest.getHost(),
        newest.getSubject(),
        of.stream().mapToLong(one -> one.getLivestream().getViewers()).max().orElse(0),
        paidAt(of));
  }

  private @Nullable Long paidAt(List<AlertEvent> of) {
    return of.stream().filter(paid::containsKey).findFirst().map(paid::get).orElse(null);
  }
}

package org.drey.alerts.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.alerts.entity.EventTokens;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;

/** Two events of two streams that a rule found in their order. */
public record EventPair(AlertEvent first, AlertEvent second) {

  /** The minutes between. */
  public long minutes() {
    return Duration.between(first.getEventTime(), second.getEventTime()).toMinutes();
  }

  /**
   * The pairs among events: each with the newest before it, if both are evidence for an indicator
   * that asks for an order, by the same person and within its window. What an event of an alert
   * says does not join a payee with a host, so where there are several to choose from there is no
   * pair.
   *
   * @param events in order of time
   * @param ordered the indicators that ask for an order, with their windows
   */
  public static List<EventPair> of(List<AlertEvent> events, Map<String, Duration> ordered) {
    List<EventPair> pairs = new ArrayList<>();
    for (int i = 1; i < events.size(); i++) {
      AlertEvent second = events.get(i);
      List<AlertEvent> before = new ArrayList<>();
      for (AlertEvent first : events.subList(0, i)) {
        if (fits(first, second, ordered)) {
          before.add(first);
        }
      }
      if (!before.isEmpty() && counterparts(before).size() == 1) {
        pairs.add(new EventPair(before.get(before.size() - 1), second));
      }
    }
    return pairs;
  }

  private static boolean fits(AlertEvent first, AlertEvent second, Map<String, Duration> ordered) {
    Duration between = Duration.between(first.getEventTime(), second.getEventTime());
    return !first.getTopic().equals(second.getTopic())
        && isOfOnePerson(first, second)
        && first.getIndicators().stream()
            .filter(second.getIndicators()::contains)
            .map(ordered::get)
            .anyMatch(window -> window != null && between.compareTo(window) < 0);
  }

  private static boolean isOfOnePerson(AlertEvent first, AlertEvent second) {
    String one = EventTokens.person(first);
    String other = EventTokens.person(second);
    return one == null || other == null || one.equals(other);
  }

  /** Payees or hosts. */
  private static Set<String> counterparts(Collection<AlertEvent> events) {
    Set<String> tokens = new HashSet<>();
    for (AlertEvent event : events) {
      EventTokens.forEach(
          event,
          (kind, token) -> {
            if (kind != EntityKind.SUBJECT) {
              tokens.add(token);
            }
          });
    }
    return tokens;
  }
}

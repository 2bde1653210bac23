package org.drey.alerts.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;

/**
 * An occasion on which something happened, such as an evening: what lies less than six hours apart.
 *
 * @param from when it began, milliseconds since 1970
 * @param until when it ended
 * @param payments in order of time
 * @param sessions in order of time
 * @param others other events
 */
public record StoryOccasion(
    long from,
    long until,
    List<StoryPayment> payments,
    List<StorySession> sessions,
    List<StoryMark> others) {
  private static final long APART = Duration.ofHours(6).toMillis();

  /** A part of it, until it is known which occasion it is of. */
  private record Part(long from, long until, Object event) {}

  /**
   * The occasions of an alert, in order.
   *
   * @param ordered the indicators that ask for an order of events, with their windows
   */
  public static List<StoryOccasion> of(Alert alert, Map<String, Duration> ordered) {
    List<List<Part>> groups = new ArrayList<>();
    long end = Long.MIN_VALUE;
    for (Part part : parts(alert, ordered)) {
      if (groups.isEmpty() || part.from() - end >= APART) {
        groups.add(new ArrayList<>());
        end = Long.MIN_VALUE;
      }
      groups.get(groups.size() - 1).add(part);
      end = Math.max(end, part.until());
    }
    return groups.stream().map(StoryOccasion::of).toList();
  }

  private static List<Part> parts(Alert alert, Map<String, Duration> ordered) {
    List<AlertEvent> inOrder = inOrder(alert);
    List<Part> parts = new ArrayList<>();
    for (AlertEvent event : inOrder) {
      long time = event.getEventTime().toEpochMilli();
      if (event.getPayment() != null) {
        parts.add(new Part(time, time, StoryPayment.of(event, event.getPayment(), alert)));
      } else if (event.getLivestream() == null) {
        parts.add(new Part(time, time, new StoryMark(time, event.getTopic(), event.getEventId())));
      }
    }
    for (StorySession one : new StorySessions(inOrder, EventPair.of(inOrder, ordered)).all()) {
      parts.add(new Part(one.from(), one.until() == null ? one.from() : one.until(), one));
    }
    parts.sort(Comparator.comparingLong(Part::from)); // stable
    return parts;
  }

  /** The events of an alert, in order of time. */
  public static List<AlertEvent> inOrder(Alert alert) {
    return alert.getEvents().stream()
        .sorted(
            Comparator.comparing(AlertEvent::getEventTime)
                .thenComparing(AlertEvent::getProvider)
                .thenComparing(AlertEvent::getEventId))
        .toList();
  }

  private static StoryOccasion of(List<Part> parts) {
    return new StoryOccasion(
        parts.get(0).from(),
        parts.stream().mapToLong(Part::until).max().orElse(0),
        only(parts, StoryPayment.class).toList(),
        only(parts, StorySession.class).toList(),
        only(parts, StoryMark.class).toList());
  }

  private static <T> Stream<T> only(List<Part> parts, Class<T> type) {
    return parts.stream().map(Part::event).filter(type::isInstance).map(type::cast);
  }

  /** The sum of what was paid; payments without an amount are not in it. */
  public double paid() {
    return payments.stream()
        .filter(StoryPayment::completed)
        .mapToDouble(one -> one.amount() == null ? 0 : one.amount())
        .sum();
  }

  /** How long its sessions took together, as far as that is known. */
  public long minutes() {
    return sessions.stream().mapToLong(one -> one.minutes() == null ? 0 : one.minutes()).sum();
  }

  /** Returns whether a rule joined one of its payments with one of its sessions. */
  public boolean hasPair() {
    return sessions.stream().anyMatch(one -> one.paidAt() != null);
  }
}

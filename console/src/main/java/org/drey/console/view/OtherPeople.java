package org.drey.console.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.alerts.entity.EventTokens;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * The people whom an alert names beside the one that it is about. One without an alert has no token
 * on a page; of a receiver no payer has one, for any of them may be a child.
 *
 * @param alerts by the token of a person who has an alert, its id
 */
public record OtherPeople(Alert alert, Map<String, String> alerts) {

  /** The tokens of the people whom an alert names, on its links and in its events. */
  public static Set<String> of(Alert alert) {
    Set<String> tokens = new HashSet<>();
    for (LinkedEntity one : alert.getLinkedEntities()) {
      if (one.getKind() == EntityKind.SUBJECT) {
        tokens.add(one.getEntity());
      }
    }
    alert.getEvents().stream()
        .map(EventTokens::person)
        .filter(Objects::nonNull)
        .forEach(tokens::add);
    if (alert.getEntityKind() == EntityKind.SUBJECT) {
      tokens.remove(alert.getEntity());
    }
    return tokens;
  }

  /** The id of the alert that a page may lead to; null if there is none. */
  @Nullable String alertOf(LinkedEntity one) {
    return one.getKind() == EntityKind.SUBJECT && !mayBeChildren()
        ? alerts.get(one.getEntity())
        : null;
  }

  /** Returns whether a page names what a finding names. */
  boolean isShown(LinkedEntity one) {
    return switch (one.getKind()) {
      case SUBJECT -> alertOf(one) != null || one.getEntity().equals(alert.getEntity());
      case DEVICE -> !mayBeChildren();
      default -> true;
    };
  }

  /**
   * Returns how many people its findings name, and which of them are listed; null if they name
   * none.
   */
  @Nullable String words() {
    List<LinkedEntity> people =
        alert.getLinkedEntities().stream()
            .filter(one -> one.getKind() == EntityKind.SUBJECT)
            .filter(one -> !one.getEntity().equals(alert.getEntity()))
            .toList();
    if (people.isEmpty()) {
      return null;
    }
    String count = people.size() == 1 ? "1 person" : people.size() + " people";
    if (mayBeChildren()) {
      return count + " and their devices are not listed: any of them may be a child.";
    }
    long listed = people.stream().filter(this::isShown).count();
    return count + ", " + listed + " with an alert; no one else is listed.";
  }

  private boolean mayBeChildren() {
    return alert.getTrack() == Track.RECEIVER;
  }

  /** The alert with a number in place of the token of each person who is not shown. */
  public Alert masked() {
    Map<String, String> numbers = new HashMap<>();
    alert.getEvents().stream()
        .sorted(
            Comparator.comparing(AlertEvent::getEventTime).thenComparing(AlertEvent::getEventId))
        .map(EventTokens::person)
        .filter(token -> token != null && !isNamed(token))
        .forEach(token -> numbers.putIfAbsent(token, "person " + (numbers.size() + 1)));
    if (numbers.isEmpty()) {
      return alert;
    }
    List<AlertEvent> events = new ArrayList<>();
    alert.getEvents().forEach(event -> events.add(masked(event, numbers)));
    return Alert.newBuilder(alert).setEvents(events).build();
  }

  private boolean isNamed(String token) {
    boolean isOwn = alert.getEntityKind() == EntityKind.SUBJECT && token.equals(alert.getEntity());
    return isOwn || (!mayBeChildren() && alerts.containsKey(token));
  }

  private static AlertEvent masked(AlertEvent event, Map<String, String> numbers) {
    String number = numbers.get(EventTokens.person(event));
    return number == null ? event : EventTokens.withPerson(event, number);
  }
}

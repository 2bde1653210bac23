package org.drey.console.view;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.alerts.entity.EventTokens;
import org.drey.alerts.entity.MaskedAlert;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * The people whom an alert names beside the one that it is about. One without an alert has no token
 * on a page, nor has one who may be a child.
 *
 * @param alerts by the token of a person who has an alert, its id
 * @param victims who of those whom the alert names may be one
 */
public record OtherPeople(Alert alert, Map<String, String> alerts, PossibleVictims victims) {

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
    return one.getKind() == EntityKind.SUBJECT && !isHidden(one.getKind(), one.getEntity())
        ? alerts.get(one.getEntity())
        : null;
  }

  /** The alert as a page has it: a number in place of each token that is not shown. */
  public Alert masked() {
    return MaskedAlert.of(alert, this::isHidden);
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
    if (alert.getTrack() == Track.RECEIVER) {
      return count + " and their devices are not listed: any of them may be a child.";
    }
    long listed = people.stream().filter(one -> !isHidden(one.getKind(), one.getEntity())).count();
    return count + ", " + listed + " with an alert; no one else is listed.";
  }

  private boolean isHidden(EntityKind kind, String token) {
    boolean isOwn = alert.getEntityKind() == kind && token.equals(alert.getEntity());
    boolean isUnknown = kind == EntityKind.SUBJECT && !isOwn && !alerts.containsKey(token);
    return isUnknown || victims.hides(alert, kind, token);
  }
}

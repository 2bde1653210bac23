package org.drey.alerts.forward;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.EventTokens;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.LinkedEntity;
import org.drey.event.Track;
import org.drey.event.Unlisted;
import org.jspecify.annotations.Nullable;

/**
 * Takes children out of what a sink gets that is not for them: alerts about them on any track, and
 * their tokens in the alerts of others. Who they are is learned from the alerts of the topic: who
 * has one on the victim track that was not withdrawn; of the payers of a receiver any may be one.
 */
final class WithoutVictims {
  private static final String LEFT_OUT = "";

  private final Set<String> onVictimTrack = new HashSet<>();
  private final PossibleVictims children = new PossibleVictims();

  /** Learns from a revision, in the order of the topic. */
  void learn(Alert alert) {
    children.learn(alert);
    if (alert.getTrack() == Track.VICTIM) {
      onVictimTrack.add(alert.getAlertId());
    }
  }

  /** An alert is gone; returns whether even its id is not for the sink. */
  boolean removed(String alertId) {
    children.learn(alertId, false);
    return onVictimTrack.remove(alertId);
  }

  /** Returns what goes out of a revision; null for nothing. */
  @Nullable ForwardedMessage of(Alert alert) {
    if (alert.getTrack() == Track.VICTIM) {
      return null;
    }
    if (children.contains(EntityNames.of(alert))) {
      return new ForwardedMessage(alert.getAlertId(), null); // it may have been sent before
    }
    EventTokens.Test isToGo = (kind, token) -> children.hides(alert, kind, token);
    List<AlertEvent> events =
        alert.getEvents().stream().map(one -> EventTokens.without(one, isToGo, LEFT_OUT)).toList();
    List<LinkedEntity> linked =
        alert.getLinkedEntities().stream()
            .filter(one -> !isToGo.test(one.getKind(), one.getEntity()))
            .toList();
    Unlisted unlisted = alert.getUnlisted();
    return new ForwardedMessage(
        alert.getAlertId(),
        Alert.newBuilder(alert)
            .setEvents(events)
            .setLinkedEntities(linked)
            .setUnlisted(new Unlisted(unlisted.getReasons(), unlisted.getOffsets(), false))
            .build());
  }
}

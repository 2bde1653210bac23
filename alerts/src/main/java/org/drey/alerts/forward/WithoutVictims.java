package org.drey.alerts.forward;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.event.LivestreamDetails;
import org.drey.event.PaymentDetails;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * Takes children out of what a sink gets that is not for them: alerts about them on any track, and
 * their tokens in the alerts of others. Who they are is learned from the alerts of the topic: who
 * has one on the victim track that was not withdrawn; of the payers of a receiver any may be one.
 */
final class WithoutVictims {
  private static final String LEFT_OUT = "";

  private final Map<String, Key> alerts = new HashMap<>();
  private final Set<Key> children = new HashSet<>();

  /** An entity. */
  private record Key(EntityKind kind, String token, String tokenDomain, int keyVersion) {
    static Key beside(Alert alert, EntityKind kind, String token) {
      return new Key(kind, token, alert.getTokenDomain(), alert.getKeyVersion());
    }
  }

  /** Learns from a revision, in the order of the topic. */
  void learn(Alert alert) {
    if (alert.getTrack() == Track.VICTIM) {
      Key child = Key.beside(alert, alert.getEntityKind(), alert.getEntity());
      alerts.put(alert.getAlertId(), child);
      if (alert.getState() == AlertState.WITHDRAWN) {
        children.remove(child);
      } else {
        children.add(child);
      }
    }
  }

  /** An alert is gone; returns whether even its id is not for the sink. */
  boolean removed(String alertId) {
    Key child = alerts.remove(alertId);
    children.remove(child);
    return child != null;
  }

  /** What goes out of a revision; null for nothing. */
  @Nullable Message of(Alert alert) {
    if (alert.getTrack() == Track.VICTIM) {
      return null;
    }
    if (isChild(Key.beside(alert, alert.getEntityKind(), alert.getEntity()))) {
      return new Message(alert.getAlertId(), null); // it may have been sent before
    }
    List<AlertEvent> events =
        alert.getEvents().stream().map(event -> without(alert, event)).toList();
    List<LinkedEntity> linked =
        alert.getLinkedEntities().stream()
            .filter(one -> !mayBeChild(alert, one.getKind(), one.getEntity()))
            .toList();
    return new Message(
        alert.getAlertId(),
        Alert.newBuilder(alert).setEvents(events).setLinkedEntities(linked).build());
  }

  private AlertEvent without(Alert alert, AlertEvent event) {
    AlertEvent shown = AlertEvent.newBuilder(event).build(); // a copy, whole
    PaymentDetails payment = shown.getPayment();
    if (payment != null && mayBeChild(alert, EntityKind.SUBJECT, payment.getSubject())) {
      payment.setSubject(LEFT_OUT);
    }
    if (payment != null && mayBeChild(alert, EntityKind.PAYEE, payment.getPayee())) {
      payment.setPayee(LEFT_OUT);
    }
    LivestreamDetails stream = shown.getLivestream();
    if (stream != null
        && stream.getSubject() != null
        && mayBeChild(alert, EntityKind.SUBJECT, stream.getSubject())) {
      stream.setSubject(null);
    }
    return shown;
  }

  private boolean mayBeChild(Alert alert, EntityKind kind, String token) {
    boolean isPayer = kind == EntityKind.SUBJECT || kind == EntityKind.DEVICE;
    return (alert.getTrack() == Track.RECEIVER && isPayer)
        || isChild(Key.beside(alert, kind, token));
  }

  private boolean isChild(Key key) {
    return children.contains(key);
  }
}

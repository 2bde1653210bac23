package org.drey.alerts.handover;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.alerts.decide.Kinds;
import org.drey.alerts.entity.Entities;
import org.drey.event.Alert;
import org.drey.rules.schema.EntityKey;

/**
 * Who may be a victim: whoever an alert on the victim track is about, regardless of what was
 * decided of it, unless it was withdrawn. Of these no one appears as anything else, and no token of
 * theirs is in a report about another.
 */
public final class Victims {
  private final Set<EntityKey> keys;

  private Victims(Set<EntityKey> keys) {
    this.keys = keys;
  }

  static Victims of(Collection<Brief> alerts) {
    return new Victims(
        alerts.stream()
            .filter(Brief::mayBeVictim)
            .map(Brief::key)
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean contains(EntityKey key) {
    return keys.contains(key);
  }

  /** What of an alert is kept to know who may be a victim, and whether it may be handed on. */
  record Brief(String alertId, EntityKey key, boolean mayBeVictim, boolean hasVerdict) {
    static Brief of(Alert alert) {
      return new Brief(
          alert.getAlertId(),
          Entities.of(alert),
          Entities.mayBeVictim(alert),
          Kinds.mayGoToOthers(alert.getVerdict()));
    }
  }
}

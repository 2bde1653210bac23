package org.drey.alerts.handover;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.Track;

/**
 * Who may be a victim: whoever an alert on the victim track is about, regardless of what was
 * decided of it, unless it was withdrawn. Of these no one appears as anything else, and no token of
 * theirs is in a report about another.
 */
public final class Victims {
  private final Set<Key> keys;

  /** An entity. */
  record Key(EntityKind kind, String token, String tokenDomain, int keyVersion) {
    static Key of(Alert alert) {
      return new Key(
          alert.getEntityKind(), alert.getEntity(), alert.getTokenDomain(), alert.getKeyVersion());
    }

    /** Another entity of the same world of tokens. */
    Key beside(EntityKind other, String otherToken) {
      return new Key(other, otherToken, tokenDomain, keyVersion);
    }
  }

  private Victims(Set<Key> keys) {
    this.keys = keys;
  }

  static Victims of(Collection<Brief> alerts) {
    return new Victims(
        alerts.stream()
            .filter(one -> one.track() == Track.VICTIM && one.state() != AlertState.WITHDRAWN)
            .map(Brief::key)
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean contains(Key key) {
    return keys.contains(key);
  }

  /** What of an alert is kept to know who may be a victim, and whether it may be handed on. */
  record Brief(String alertId, Key key, Track track, AlertState state, boolean hasVerdict) {
    static Brief of(Alert alert) {
      return new Brief(
          alert.getAlertId(),
          Key.of(alert),
          alert.getTrack(),
          alert.getState(),
          Clearance.VERDICTS.contains(String.valueOf(alert.getVerdict())));
    }
  }
}

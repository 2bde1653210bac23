package org.drey.alerts.entity;

import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.schema.EntityKey;

/** The entities that records are about. */
public final class EntityNames {
  private EntityNames() {}

  /** The entity that an alert is about. */
  public static EntityKey of(Alert alert) {
    return beside(alert, alert.getEntityKind(), alert.getEntity());
  }

  /** An entity that an alert names: of the same world of tokens. */
  public static EntityKey beside(Alert alert, EntityKind kind, String token) {
    return new EntityKey(alert.getTokenDomain(), alert.getKeyVersion(), kind.name(), token);
  }

  /** The entity that a verdict is about. */
  public static EntityKey of(Verdict verdict) {
    return new EntityKey(
        verdict.getTokenDomain(),
        verdict.getKeyVersion(),
        verdict.getEntityKind().name(),
        verdict.getEntity());
  }

  /** The entity in the middle of a case. */
  public static EntityKey of(Case star) {
    return new EntityKey(
        star.getTokenDomain(), star.getKeyVersion(), star.getEntityKind().name(), star.getEntity());
  }

  /** The entity that is to be forgotten. */
  public static EntityKey of(Erasure request) {
    return new EntityKey(
        request.getTokenDomain(),
        request.getKeyVersion(),
        request.getEntityKind().name(),
        request.getEntity());
  }

  /**
   * Returns whether an alert says that its entity may be a victim, regardless of what was decided
   * of it, unless it was withdrawn.
   */
  public static boolean mayBeVictim(Alert alert) {
    return mayBeVictim(alert.getTrack(), alert.getState());
  }

  /** Returns whether an alert on a track, in a state, says so. */
  public static boolean mayBeVictim(Track track, AlertState state) {
    return track == Track.VICTIM && state != AlertState.WITHDRAWN;
  }
}

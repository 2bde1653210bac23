package org.drey.alerts.entity;

import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.event.Erasure;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.jspecify.annotations.Nullable;

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

  /**
   * The entity of a member of a case, which says no kind: the alert's id is made of it. Null if it
   * is of a kind or on a track that is newer than this program.
   */
  public static @Nullable EntityKey member(Case star, CaseMember member) {
    for (EntityKind kind : EntityKind.values()) {
      EntityKey key =
          new EntityKey(
              star.getTokenDomain(), star.getKeyVersion(), kind.name(), member.getEntity());
      for (AlertTrack track : AlertTrack.values()) {
        if (track.name().equals(member.getTrack().name())
            && AlertIds.of(track, key).equals(member.getAlertId())) {
          return key;
        }
      }
    }
    return null;
  }

  /** The same; one of a kind that is newer than this program is taken for a person. */
  public static EntityKey memberOrPerson(Case star, CaseMember member) {
    EntityKey known = member(star, member);
    return known != null
        ? known
        : new EntityKey(
            star.getTokenDomain(),
            star.getKeyVersion(),
            EntityKind.SUBJECT.name(),
            member.getEntity());
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

package org.drey.alerts.erasure;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.drey.alerts.entity.EventTokens;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.event.LinkedEntity;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a record names, each with the time of the newest event that it is named for.
 */
final class NamedEntities {
  private final String tokenDomain;
  private final int keyVersion;
  private final Map<EntityKey, Instant> newest = new HashMap<>();

  private NamedEntities(String tokenDomain, int keyVersion) {
    this.tokenDomain = tokenDomain;
    this.keyVersion = keyVersion;
  }

  static Map<EntityKey, Instant> of(Alert alert) {
    NamedEntities all = new NamedEntities(alert.getTokenDomain(), alert.getKeyVersion());
    all.add(alert.getEntityKind().name(), alert.getEntity(), alert.getLastSeen());
    for (LinkedEntity linked : alert.getLinkedEntities()) {
      all.add(linked.getKind().name(), linked.getEntity(), alert.getLastSeen());
    }
    alert.getEvents().forEach(all::addAll);
    return all.newest;
  }

  /** Those that the events of an alert name. */
  static Map<EntityKey, Instant> ofEvents(Alert alert) {
    NamedEntities all = new NamedEntities(alert.getTokenDomain(), alert.getKeyVersion());
    alert.getEvents().forEach(all::addAll);
    return all.newest;
  }

  /** The entity of a member of a case; null if it is of a kind that is newer than this program. */
  static @Nullable EntityKey member(Case star, CaseMember member) {
    return new NamedEntities(star.getTokenDomain(), star.getKeyVersion()).member(member);
  }

  static Map<EntityKey, Instant> of(Case one) {
    NamedEntities all = new NamedEntities(one.getTokenDomain(), one.getKeyVersion());
    all.add(one.getEntityKind().name(), one.getEntity(), one.getLastSeen());
    for (CaseMember member : one.getMembers()) {
      EntityKey key = all.member(member);
      if (key != null) {
        all.add(key.kind(), key.token(), one.getLastSeen());
      }
    }
    return all.newest;
  }

  /** A member says no kind, but its alert's id is made of it. */
  private @Nullable EntityKey member(CaseMember member) {
    for (EntityKind kind : EntityKind.values()) {
      EntityKey key = new EntityKey(tokenDomain, keyVersion, kind.name(), member.getEntity());
      for (AlertTrack track : AlertTrack.values()) {
        if (track.name().equals(member.getTrack().name())
            && AlertIds.of(track, key).equals(member.getAlertId())) {
          return key;
        }
      }
    }
    return null;
  }

  private void addAll(AlertEvent event) {
    EventTokens.forEach(event, (kind, token) -> add(kind.name(), token, event.getEventTime()));
  }

  private void add(String kind, String token, Instant time) {
    newest.merge(
        new EntityKey(tokenDomain, keyVersion, kind, token), time, (a, b) -> a.isAfter(b) ? a : b);
  }
}

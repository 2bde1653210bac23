package org.drey.alerts.erasure;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.EventTokens;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.LinkedEntity;
import org.drey.rules.schema.EntityKey;

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

  static Map<EntityKey, Instant> of(Case one) {
    NamedEntities all = new NamedEntities(one.getTokenDomain(), one.getKeyVersion());
    all.add(one.getEntityKind().name(), one.getEntity(), one.getLastSeen());
    for (CaseMember member : one.getMembers()) {
      EntityKey key = EntityNames.member(one, member);
      if (key != null) {
        all.add(key.kind(), key.token(), one.getLastSeen());
      }
    }
    return all.newest;
  }

  private void addAll(AlertEvent event) {
    EventTokens.forEach(event, (kind, token) -> add(kind.name(), token, event.getEventTime()));
  }

  private void add(String kind, String token, Instant time) {
    newest.merge(
        new EntityKey(tokenDomain, keyVersion, kind, token), time, (a, b) -> a.isAfter(b) ? a : b);
  }
}

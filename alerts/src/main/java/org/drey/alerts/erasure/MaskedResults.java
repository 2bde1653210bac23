package org.drey.alerts.erasure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.EventTokens;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.LinkedEntity;
import org.drey.rules.schema.EntityKey;

/**
 * Alerts and cases without those who were erased, for readers who have the request before the job
 * has written them again, or deleted them.
 */
public final class MaskedResults {
  /** Kinds that each event of theirs names. */
  private static final Set<String> NAMED_BY_EVENTS = Set.of("SUBJECT", "PAYEE", "HOST");

  private final ErasedEntity gone;
  private final String tokenDomain;
  private final int keyVersion;

  /** A test for entities that were erased. */
  @FunctionalInterface
  public interface ErasedEntity {
    /** Returns whether an entity is to be forgotten of what happened at a time. */
    boolean test(EntityKey entity, Instant time);
  }

  private MaskedResults(ErasedEntity gone, String tokenDomain, int keyVersion) {
    this.gone = gone;
    this.tokenDomain = tokenDomain;
    this.keyVersion = keyVersion;
  }

  /**
   * An alert; the same if it names no one who was erased, and empty if it is about one and rests on
   * anything of before. Of what came afterwards it is a new alert.
   */
  public static Optional<Alert> of(Alert alert, ErasedEntity gone) {
    if (NamedEntities.of(alert).keySet().stream().noneMatch(key -> gone.test(key, Instant.EPOCH))) {
      return Optional.of(alert); // nearly all
    }
    MaskedResults world = new MaskedResults(gone, alert.getTokenDomain(), alert.getKeyVersion());
    return gone.test(EntityNames.of(alert), alert.getFirstSeen())
        ? Optional.empty()
        : Optional.of(world.masked(alert));
  }

  /**
   * A case; the same if it names no one who was erased, and empty if it is about one.
   *
   * @param isKnown whether there is an alert of an id: that of a member who was erased is new
   */
  public static Optional<Case> of(Case star, ErasedEntity gone, Predicate<String> isKnown) {
    MaskedResults world = new MaskedResults(gone, star.getTokenDomain(), star.getKeyVersion());
    if (gone.test(EntityNames.of(star), star.getLastSeen())) {
      return Optional.empty();
    }
    List<CaseMember> members =
        star.getMembers().stream().filter(one -> !world.isGone(star, one, isKnown)).toList();
    if (members.size() == star.getMembers().size()) {
      return Optional.of(star);
    }
    Case masked = Case.newBuilder(star).build();
    masked.setMembers(new ArrayList<>(members));
    return members.isEmpty() ? Optional.empty() : Optional.of(masked);
  }

  private EntityKey key(String kind, String token) {
    return new EntityKey(tokenDomain, keyVersion, kind, token);
  }

  private boolean isGone(Case star, CaseMember member, Predicate<String> isKnown) {
    EntityKey key = EntityNames.member(star, member);
    return key != null && gone.test(key, star.getFirstSeen()) && !isKnown.test(member.getAlertId());
  }

  private Alert masked(Alert alert) {
    List<AlertEvent> events = alert.getEvents().stream().map(this::masked).toList();
    Alert masked = Alert.newBuilder(alert).setEvents(events).build();
    Map<EntityKey, Instant> named = NamedEntities.ofEvents(masked);
    List<LinkedEntity> links =
        alert.getLinkedEntities().stream().filter(one -> !isGone(alert, one, named)).toList();
    if (links.size() == alert.getLinkedEntities().size() && events.equals(alert.getEvents())) {
      return alert;
    }
    masked.setLinkedEntities(new ArrayList<>(links));
    return masked;
  }

  /** One that an event of afterwards still names was linked again. */
  private boolean isGone(Alert alert, LinkedEntity linked, Map<EntityKey, Instant> named) {
    EntityKey key = key(linked.getKind().name(), linked.getEntity());
    if (named.containsKey(key)) {
      return false;
    }
    boolean isNamed = NAMED_BY_EVENTS.contains(key.kind());
    return gone.test(key, isNamed ? alert.getFirstSeen() : alert.getLastSeen());
  }

  private AlertEvent masked(AlertEvent event) {
    return EventTokens.without(
        event,
        (kind, token) -> gone.test(key(kind.name(), token), event.getEventTime()),
        EntityKey.ERASED);
  }
}

package org.drey.alerts.entity;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.jspecify.annotations.Nullable;

/**
 * The people who may be victims: those with an alert on the victim track, regardless of what was
 * decided of it, unless it was withdrawn. No one of them is confirmed as anything else without a
 * word, or handed on as anything else. For one thread.
 */
public final class PossibleVictims {
  /** The reason for which an alert about one of them on another track is not handed on. */
  public static final String STAYS =
      "there is an alert that the same person may be a victim: nothing else goes out";

  private static final int SHOWN_LETTERS = 8;

  private final Set<String> alertIds = new HashSet<>();

  /** Those of some alerts, of each its newest revision. */
  public static PossibleVictims of(Collection<Alert> alerts) {
    PossibleVictims victims = new PossibleVictims();
    alerts.forEach(victims::learn);
    return victims;
  }

  /** Takes in a revision of an alert, in the order of revisions. */
  public void learn(Alert alert) {
    learn(alert.getAlertId(), EntityNames.mayBeVictim(alert));
  }

  /** Takes in what a revision of an alert says of whom it is about. */
  public void learn(String alertId, boolean mayBeVictim) {
    if (mayBeVictim) {
      alertIds.add(alertId);
    } else {
      alertIds.remove(alertId);
    }
  }

  /** Returns whether an entity has an alert on the victim track. */
  public boolean contains(EntityKey entity) {
    return alertIds.contains(alertId(entity));
  }

  /**
   * Returns whether a page about an alert, and what leaves of it, does not name an entity that it
   * names: who may be a victim, and who paid a receiver, with their devices, for any may be a
   * child.
   */
  public boolean hides(Alert alert, EntityKind kind, String token) {
    EntityKey entity = EntityNames.beside(alert, kind, token);
    return !entity.equals(EntityNames.of(alert))
        && ((alert.getTrack() == Track.RECEIVER && isPayer(entity.kind())) || contains(entity));
  }

  /** An alert as a page about it, and what leaves of it, has it: without those whom it hides. */
  public Alert masked(Alert alert) {
    return MaskedAlert.of(alert, (kind, token) -> hides(alert, kind, token));
  }

  /**
   * Returns whether the page of an alert does not name a member of a case that it is in: one who
   * may be a victim, or who paid a receiver whose page it is.
   */
  public boolean hides(Case star, CaseMember member, String alertId) {
    if (member.getAlertId().equals(alertId)) {
      return false;
    }
    EntityKey entity = EntityNames.memberOrPerson(star, member);
    return member.getTrack() == Track.VICTIM
        || beside(member.getAlertId(), entity) != null
        || (isPayer(entity.kind()) && isOfReceiver(star, alertId));
  }

  /** A payer, or what a payer used. */
  private static boolean isPayer(String kind) {
    return kind.equals(EntityKind.SUBJECT.name()) || kind.equals(EntityKind.DEVICE.name());
  }

  private static boolean isOfReceiver(Case star, String alertId) {
    return star.getMembers().stream()
        .anyMatch(one -> one.getAlertId().equals(alertId) && one.getTrack() == Track.RECEIVER);
  }

  /** Returns whether what a case has in common may be a victim, so that no other page names it. */
  public boolean hidesCentre(Case star) {
    return contains(EntityNames.of(star));
  }

  /**
   * Returns the alert by which the entity of another alert may be a victim, by id; null if there is
   * none, or if it is this alert.
   */
  public @Nullable String beside(Alert alert) {
    return beside(alert.getAlertId(), EntityNames.of(alert));
  }

  /** Returns the same of an alert that a case names. */
  public @Nullable String beside(Case star, CaseMember member) {
    return beside(member.getAlertId(), EntityNames.memberOrPerson(star, member));
  }

  /**
   * Returns the alert by which an entity may be a victim; null if none, or if it is a given one.
   */
  public @Nullable String beside(String given, EntityKey entity) {
    String id = alertId(entity);
    return alertIds.contains(id) && !id.equals(given) ? id : null;
  }

  /** Returns the id that an entity's alert on the victim track has, if there is one. */
  public static String alertId(EntityKey entity) {
    return AlertIds.of(AlertTrack.VICTIM, entity);
  }

  /** Returns the ids of alerts that say of all whom alerts name, or their cases: victims or not. */
  public static Set<String> alertIds(Collection<Alert> alerts, Collection<Case> cases) {
    Set<String> ids = new HashSet<>();
    for (Alert alert : alerts) {
      ids.add(alertId(EntityNames.of(alert)));
      BiConsumer<EntityKind, String> add =
          (kind, token) -> ids.add(alertId(EntityNames.beside(alert, kind, token)));
      alert.getLinkedEntities().forEach(one -> add.accept(one.getKind(), one.getEntity()));
      alert.getEvents().forEach(event -> EventTokens.forEach(event, add));
    }
    for (Case star : cases) {
      ids.add(alertId(EntityNames.of(star)));
      star.getMembers()
          .forEach(member -> ids.add(alertId(EntityNames.memberOrPerson(star, member))));
    }
    return ids;
  }

  /** Returns what whoever reads an alert has to know first, as a sentence. */
  public static String words(Alert alert, String victimAlert) {
    String kind =
        alert.getEntityKind() == EntityKind.SUBJECT
            ? "person"
            : alert.getEntityKind().name().toLowerCase(Locale.ROOT);
    return "The same "
        + kind
        + " has an alert as a young person who may need help: "
        + shortened(victimAlert)
        + ".";
  }

  /** Returns as much of an id as lists show. */
  public static String shortened(String alertId) {
    return alertId.substring(0, Math.min(SHOWN_LETTERS, alertId.length()));
  }
}

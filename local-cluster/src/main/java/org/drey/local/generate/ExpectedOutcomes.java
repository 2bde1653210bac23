package org.drey.local.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.event.EntityKind;
import org.drey.event.Track;
import org.drey.event.VerdictReason;
import org.drey.local.generate.WorldTruth.Expectation;
import org.drey.local.generate.WorldTruth.ExpectedEntity;
import org.drey.local.people.PeopleKeys.Alerted;
import org.drey.local.people.PeopleRole;
import org.drey.local.people.PeopleValues;

/** Expected outcomes of those who are in a world, and of what they ask for. */
final class ExpectedOutcomes {
  private final List<ExpectedEntity> planted = new ArrayList<>();
  private final List<ExpectedEntity> lookAlikes = new ArrayList<>();
  private final Set<String> splashes = new TreeSet<>();
  private int inspections;
  private int records;
  private int gaps;

  /** Remembers what their role expects. */
  void add(WorldMember member) {
    for (PeopleRole.Expectation one : member.role().expectations()) {
      PeopleValues values = one.values();
      String kind = Objects.requireNonNullElse(values.text("kind"), member.role().name());
      Track track = values.symbol("track", Track.class);
      String about = Objects.requireNonNullElse(values.text("entity"), usual(track));
      String entity = member.token(about);
      EntityKind type = entity.equals(about) ? EntityKind.DOMAIN : EntityKind.valueOf(about);
      Alerted alert = values.symbol("alert", Alerted.class);
      boolean maybe = alert == Alerted.MAYBE;
      Expectation expect = alert == Alerted.ALWAYS ? Expectation.ALERT : Expectation.NO_ALERT;
      (maybe ? lookAlikes : planted)
          .add(
              new ExpectedEntity(
                  kind,
                  track,
                  type,
                  entity,
                  maybe ? null : expect,
                  one.findings(),
                  one.noFindings(),
                  maybe ? values.symbol("explained", VerdictReason.class) : null,
                  values.text("benign")));
    }
  }

  private static String usual(Track track) {
    return switch (track) {
      case FACILITATOR, RECEIVER -> "PAYEE";
      case ENTITY -> "DEVICE";
      default -> "SUBJECT";
    };
  }

  /** Remembers an event for which the warning page is due. */
  void splash(String provider, String eventId, boolean isGap) {
    splashes.add(provider + " " + eventId);
    gaps += isGap ? 1 : 0;
  }

  /** Remembers a question of which the decision is INSPECT. */
  void inspect() {
    inspections++;
  }

  /** Remembers a request of which the decision is RECORD. */
  void record() {
    records++;
  }

  /** Returns all that must come of a world. */
  WorldTruth truth(
      WorldSettings settings,
      Map<String, DeliveredEvents> journals,
      WorldTruth.ExpectedDeadLetters deadLetters) {
    Map<String, Integer> events = new TreeMap<>();
    Map<String, Integer> duplicates = new TreeMap<>();
    journals.forEach((topic, journal) -> events.put(topic, journal.size()));
    journals.forEach((topic, journal) -> duplicates.put(topic, journal.duplicates()));
    return new WorldTruth(
        settings.seed(),
        settings.people(),
        settings.days(),
        events,
        duplicates,
        sorted(planted),
        sorted(lookAlikes),
        splashes.size(),
        Collections.unmodifiableSet(splashes),
        inspections,
        records,
        gaps,
        deadLetters);
  }

  private static List<ExpectedEntity> sorted(List<ExpectedEntity> some) {
    return some.stream()
        .sorted(Comparator.comparing(ExpectedEntity::kind).thenComparing(ExpectedEntity::entity))
        .toList();
  }
}

package org.drey.console.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.explain.TrackWords;
import org.drey.console.triage.AlertChange;
import org.drey.console.triage.AlertStory;
import org.drey.console.view.QueueView.Group;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/** Alerts of a list in words; one that is gone meanwhile is left out. */
public final class AlertGroups {
  private final Map<String, Alert> alerts;
  private final Map<String, AlertChange> changes;
  private final Map<String, String> claims;
  private final Map<String, String> waiting;
  private final PossibleVictims victims;
  private final RuleBook rules;
  private final Instant now;

  /**
   * Groups of alerts, with what has changed and who has claimed them.
   *
   * @param waiting what is said of those that were decided and are open yet
   * @param victims who of them may be a victim
   */
  public AlertGroups(
      Map<String, Alert> alerts,
      Map<String, AlertChange> changes,
      Map<String, String> claims,
      Map<String, String> waiting,
      PossibleVictims victims,
      RuleBook rules,
      Instant now) {
    this.alerts = alerts;
    this.changes = changes;
    this.claims = claims;
    this.waiting = waiting;
    this.victims = victims;
    this.rules = rules;
    this.now = now;
  }

  /** Returns what comes before alerts of young people; nothing if there are none. */
  public List<String> help(Collection<String> lane) {
    return lane.stream()
        .map(alerts::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(TrackWords::help)
        .orElse(List.of());
  }

  /** Alerts, one a line. */
  public List<AlertLine> lines(Collection<String> ids) {
    return ids.stream().map(this::line).flatMap(Optional::stream).toList();
  }

  /** Stories, each with its lines. */
  public List<Group> of(Collection<AlertStory> stories) {
    List<Group> groups = new ArrayList<>();
    for (AlertStory story : stories) {
      List<AlertLine> lines = lines(story.alertIds());
      if (!lines.isEmpty()) {
        groups.add(
            new Group(
                title(story.star(), lines.size()),
                sum(lines),
                lines.get(0),
                List.copyOf(lines.subList(1, lines.size()))));
      }
    }
    return groups;
  }

  private Optional<AlertLine> line(String id) {
    Alert alert = alerts.get(id);
    return alert == null
        ? Optional.empty()
        : Optional.of(
            AlertLine.of(alert, rules, changes.get(id), claims.get(id), now)
                .with(waiting.get(id))
                .beside(victims.beside(alert)));
  }

  /** The first one's own are in its line. */
  private static String sum(List<AlertLine> lines) {
    if (lines.size() == 1) {
      return "";
    }
    Map<AlertChange.Kind, Integer> news = new EnumMap<>(AlertChange.Kind.class);
    Map<String, Integer> claimed = new TreeMap<>();
    for (AlertLine line : lines) {
      if (line.change() != null) {
        news.merge(line.change().kind(), 1, Integer::sum);
      }
      if (line.claim() != null) {
        claimed.merge(line.claim(), 1, Integer::sum);
      }
    }
    List<String> words = new ArrayList<>();
    news.forEach((kind, count) -> words.add(count + " " + kind.name().toLowerCase(Locale.ROOT)));
    claimed.forEach((who, count) -> words.add(count + " claimed by " + who));
    return words.isEmpty() ? "" : "Of all: " + String.join(", ", words) + ".";
  }

  private static @Nullable String title(@Nullable Case star, int listed) {
    if (star == null) {
      return null;
    }
    Map<Track, Integer> counts = new EnumMap<>(Track.class);
    for (CaseMember member : star.getMembers()) {
      counts.merge(member.getTrack(), 1, Integer::sum);
    }
    List<String> words = new ArrayList<>();
    counts.forEach((track, count) -> words.add(count + " " + members(track, count)));
    return String.join(", ", words)
        + "; one "
        + star.getEntityKind().name().toLowerCase(Locale.ROOT)
        + " in common"
        + (listed < star.getMembers().size()
            ? "; " + listed + " of these " + star.getMembers().size() + " below"
            : "");
  }

  static String members(Track track, int count) {
    boolean isOne = count == 1;
    return switch (track) {
      case PAYER -> isOne ? "payer" : "payers";
      case FACILITATOR -> isOne ? "paid account" : "paid accounts";
      case PURCHASE -> isOne ? "buyer" : "buyers";
      case VICTIM -> isOne ? "young person" : "young people";
      case RECEIVER -> isOne ? "receiving account" : "receiving accounts";
      case ENTITY, UNKNOWN -> isOne ? "entity" : "entities";
    };
  }
}

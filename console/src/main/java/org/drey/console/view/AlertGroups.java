package org.drey.console.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.DueWords;
import org.drey.alerts.explain.ReceiverGroup;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.explain.SeenWords;
import org.drey.alerts.explain.TrackWords;
import org.drey.console.triage.AlertChange;
import org.drey.console.triage.AlertStory;
import org.drey.console.view.QueueView.Group;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.Priority;
import org.drey.event.Track;

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
    return TrackWords.help(lane.stream().map(alerts::get).filter(Objects::nonNull).toList());
  }

  /**
   * Returns what priorities of a replay's alerts mean, of which nothing is due; empty where none is
   * a replay's.
   */
  public String whenLive() {
    return DueWords.meanings(
        alerts.values().stream()
            .filter(one -> DueWords.isReplayed(one) && one.getState() == AlertState.OPEN)
            .map(one -> new DueWords.PriorityOfTrack(one.getPriority(), one.getTrack())));
  }

  /**
   * Young people: those in danger now, each in a line; those who paid one account under the line of
   * that account; then the others.
   *
   * @param lane all of them, with the accounts' alerts
   */
  public List<Group> lane(Collection<ReceiverGroup> together, Collection<String> lane) {
    List<Group> groups = new ArrayList<>();
    Set<String> grouped = new HashSet<>();
    for (AlertLine now : lines(lane.stream().filter(this::cannotWait).toList())) {
      groups.add(group(List.of(now), ""));
      grouped.add(now.alertId());
    }
    for (ReceiverGroup one : together) {
      Alert account = alerts.get(one.receiver());
      if (account != null) {
        String last = SeenWords.last(account.getLastSeen(), DueWords.isReplayed(account), now);
        List<AlertLine> children = lines(one.children());
        AlertLine own = line(account.getAlertId()).orElseThrow().saying(one.words(last));
        groups.add(new Group(own, children, people(children.size()), sum(own, children)));
        grouped.add(one.receiver());
        grouped.addAll(one.children());
      }
    }
    groups.addAll(folded(lines(lane.stream().filter(id -> !grouped.contains(id)).toList())));
    return groups;
  }

  private boolean cannotWait(String id) {
    Alert alert = alerts.get(id);
    return alert != null && alert.getTrack() == Track.VICTIM && alert.getPriority() == Priority.P0;
  }

  private static String people(int count) {
    return count == 1 ? "The alert of 1 of them" : "The alerts of " + count + " of them";
  }

  /** Lines, those that are alike as one. */
  private static List<Group> folded(List<AlertLine> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(AlertLine::likeness, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(alike -> group(alike, (alike.size() - 1) + " more, alike"))
        .toList();
  }

  private static Group group(List<AlertLine> lines, String more) {
    AlertLine first = lines.get(0);
    List<AlertLine> others = List.copyOf(lines.subList(1, lines.size()));
    return new Group(first, others, more, sum(first, others));
  }

  private List<AlertLine> lines(Collection<String> ids) {
    return ids.stream().map(this::line).flatMap(Optional::stream).toList();
  }

  /**
   * Stories, each with its lines; of alerts alone those that are alike as one. One with hosts who
   * are assured to be children has a line of its own before the others of its story: it is decided
   * alone, and not to be missed.
   */
  public List<Group> of(Collection<AlertStory> stories) {
    Map<List<String>, Group> groups = new LinkedHashMap<>();
    for (AlertStory story : stories) {
      List<AlertLine> all = lines(story.alertIds());
      List<AlertLine> lines = new ArrayList<>(all);
      lines.removeIf(one -> one.hosts().haveChildren());
      all.stream()
          .filter(one -> one.hosts().haveChildren())
          .forEach(one -> groups.put(one.likeness(), group(List.of(one), "")));
      if (lines.size() > 1) {
        groups.put(
            story.alertIds(),
            group(
                lines,
                more(
                    Objects.requireNonNull(story.star()),
                    lines.size(),
                    all.size() - lines.size())));
      } else if (!lines.isEmpty()) {
        AlertLine line = lines.get(0);
        groups.merge(line.likeness(), group(lines, ""), AlertGroups::both);
      }
    }
    return List.copyOf(groups.values());
  }

  private static Group both(Group one, Group other) {
    List<AlertLine> lines = new ArrayList<>(List.of(one.first()));
    lines.addAll(one.others());
    lines.add(other.first());
    return group(lines, (lines.size() - 1) + " more, alike");
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
  private static String sum(AlertLine first, List<AlertLine> others) {
    if (others.isEmpty()) {
      return "";
    }
    List<AlertLine> lines = new ArrayList<>(others);
    lines.add(first);
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
    return words.isEmpty() ? "" : "In all: " + String.join(", ", words) + ".";
  }

  /** "4 more of the same story: 4 payers, 1 paid account; one payee in common". */
  private static String more(Case star, int folded, int alone) {
    Map<Track, Integer> counts = new EnumMap<>(Track.class);
    for (CaseMember member : star.getMembers()) {
      counts.merge(member.getTrack(), 1, Integer::sum);
    }
    List<String> words = new ArrayList<>();
    counts.forEach((track, count) -> words.add(count + " " + members(track, count)));
    int elsewhere = star.getMembers().size() - folded - alone;
    return (folded - 1)
        + " more of the same story: "
        + String.join(", ", words)
        + "; one "
        + TrackWords.kind(star.getEntityKind())
        + " in common"
        + (alone > 0 ? "; " + alone + " of them in lines of their own" : "")
        + (elsewhere > 0 ? "; " + elsewhere + " of them not on this list" : "");
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

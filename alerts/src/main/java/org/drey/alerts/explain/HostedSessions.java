package org.drey.alerts.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.story.EventPair;
import org.drey.alerts.story.StoryOccasion;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.AlertState;
import org.drey.event.EntityKind;
import org.drey.event.LivestreamDetails;
import org.drey.event.Track;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.AlertIds;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a young person who hosts: who joined them, for how long, and what they had paid
 * before. How long, and what was paid, the alerts of those who joined say.
 */
public final class HostedSessions {
  private static final int MOST_NAMED = 5;
  private static final String SAME = "The same person";

  private final Alert child;
  private final RuleBook rules;
  private final Map<String, Alert> alerts = new HashMap<>();

  /** One's visits, by session, in order of time. */
  private final Map<String, Map<String, HostedVisit>> visits = new LinkedHashMap<>();

  /**
   * One who joined.
   *
   * @param sentence what is known of it
   * @param alertId their own alert, if there is one that was not withdrawn
   */
  public record Viewer(String sentence, @Nullable String alertId) {}

  /** Others with an alert are named; a change of key makes another token of the same person. */
  private static final String NO_ALERT =
      "There is no alert under their token, so it is not known here what they paid.";

  /** A payment before a visit. */
  private record Paid(@Nullable Double amount, long minutesBefore) {}

  HostedSessions(Alert child, Collection<Alert> viewers, RuleBook rules) {
    this.child = child;
    this.rules = rules;
    if (isHosted(child)) {
      viewers.stream()
          .filter(one -> one.getState() != AlertState.WITHDRAWN)
          .forEach(one -> alerts.put(one.getEntity(), one));
      StoryOccasion.inOrder(child).forEach(this::add);
      alerts.values().forEach(one -> StoryOccasion.inOrder(one).forEach(this::complete));
    }
  }

  private static boolean isHosted(Alert alert) {
    return alert.getTrack() == Track.VICTIM && alert.getEntityKind() == EntityKind.HOST;
  }

  /** Returns the ids that alerts of those have who joined, if there are any. */
  public static Set<String> viewerAlerts(Alert child) {
    return isHosted(child)
        ? child.getEvents().stream()
            .map(AlertEvent::getLivestream)
            .filter(Objects::nonNull)
            .map(LivestreamDetails::getSubject)
            .filter(Objects::nonNull)
            .map(one -> EntityNames.beside(child, EntityKind.SUBJECT, one))
            .map(one -> AlertIds.of(AlertTrack.PAYER, one))
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private void add(AlertEvent event) {
    LivestreamDetails stream = event.getLivestream();
    if (stream != null && stream.getSubject() != null) {
      visits
          .computeIfAbsent(stream.getSubject(), one -> new LinkedHashMap<>())
          .merge(stream.getSession(), HostedVisit.of(event), HostedVisit::with);
    }
  }

  /** Takes in what the alert of one who joined says of a visit that is known. */
  private void complete(AlertEvent event) {
    LivestreamDetails stream = event.getLivestream();
    if (stream != null && stream.getSubject() != null) {
      visits
          .getOrDefault(stream.getSubject(), Map.of())
          .computeIfPresent(stream.getSession(), (id, visit) -> visit.with(HostedVisit.of(event)));
    }
  }

  /** The alert, of whose visits it is said how long they were, where another alert knows. */
  Alert told() {
    if (alerts.isEmpty()) {
      return child;
    }
    List<AlertEvent> events = child.getEvents().stream().map(this::told).toList();
    return Alert.newBuilder(child).setEvents(events).build();
  }

  private AlertEvent told(AlertEvent event) {
    LivestreamDetails stream = event.getLivestream();
    HostedVisit visit =
        stream == null || stream.getSubject() == null
            ? null
            : visits.getOrDefault(stream.getSubject(), Map.of()).get(stream.getSession());
    if (visit == null || visit.minutes() == null || stream.getDurationSeconds() != null) {
      return event;
    }
    AlertEvent told = AlertEvent.newBuilder(event).build();
    told.setEventTime(visit.event().getEventTime());
    told.getLivestream().setDurationSeconds(visit.event().getLivestream().getDurationSeconds());
    return told;
  }

  /** Those who joined and have an alert, who came most often first; then the others, together. */
  List<Viewer> viewers() {
    List<Viewer> viewers = new ArrayList<>();
    Map<String, Map<String, HostedVisit>> others = new LinkedHashMap<>(visits);
    visits.entrySet().stream()
        .filter(one -> alerts.containsKey(one.getKey()))
        .sorted(Comparator.comparing(one -> -one.getValue().size()))
        .limit(MOST_NAMED)
        .forEach(
            one -> {
              Alert alert = Objects.requireNonNull(alerts.get(one.getKey()));
              String who = visits.size() == 1 ? SAME : "One person";
              viewers.add(viewer(who, one.getValue(), List.of(one.getValue()), alert));
              others.remove(one.getKey());
            });
    if (!others.isEmpty()) {
      Map<String, HostedVisit> all = new LinkedHashMap<>();
      others
          .values()
          .forEach(own -> own.forEach((id, visit) -> all.merge(id, visit, HostedVisit::with)));
      int people = others.size();
      String more = viewers.isEmpty() ? "" : " more";
      viewers.add(
          viewer(
              people == 1 && viewers.isEmpty()
                  ? SAME
                  : people + more + (people == 1 ? " person" : " people"),
              all,
              others.values(),
              null));
    }
    return List.copyOf(viewers);
  }

  /**
   * Returns what is said of one, or of several together.
   *
   * @param own the sessions that any of them joined
   * @param each those of each of them
   */
  private Viewer viewer(
      String who,
      Map<String, HostedVisit> own,
      Collection<Map<String, HostedVisit>> each,
      @Nullable Alert alert) {
    Instant last =
        own.values().stream().map(HostedVisit::from).max(Instant::compareTo).orElseThrow();
    String words =
        who
            + " joined "
            + sessions(own, each)
            + HostedVisit.length(own.values())
            + (alert == null ? "" : paid(alert, own))
            + (own.size() == 1 ? "; it was on " : "; the last was on ")
            + TimeWords.utc(last)
            + "."
            + " "
            + (alert == null ? NO_ALERT : named(alert));
    return new Viewer(words, alert == null ? null : alert.getAlertId());
  }

  private String sessions(Map<String, HostedVisit> own, Collection<Map<String, HostedVisit>> each) {
    long all = visits.values().stream().flatMap(one -> one.keySet().stream()).distinct().count();
    String kinds =
        own.values().stream()
            .map(one -> SessionWords.kind(one.event().getLivestream().getVisibility()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" and "));
    if (all == 1) {
      return "the session (" + kinds + ")";
    }
    LongSummaryStatistics joined = each.stream().mapToLong(one -> one.size()).summaryStatistics();
    boolean areTheSame = joined.getMin() == own.size(); // each joined all that any of them did
    String which = own.size() < all ? own.size() + " of " + all : (areTheSame ? "all " : "") + all;
    return which
        + " sessions ("
        + kinds
        + ")"
        + (areTheSame
            ? ""
            : ", each of them " + HostedVisit.range(joined.getMin(), joined.getMax()));
  }

  private String paid(Alert alert, Map<String, HostedVisit> own) {
    Map<String, Paid> paid = new HashMap<>();
    for (EventPair pair : EventPair.of(StoryOccasion.inOrder(alert), rules.ordered())) {
      LivestreamDetails stream = pair.second().getLivestream();
      HostedVisit visit = stream == null ? null : own.get(stream.getSession());
      if (visit != null && pair.first().getPayment() != null) {
        Instant time = pair.first().getEventTime();
        if (!time.isAfter(visit.from())) {
          paid.putIfAbsent(
              stream.getSession(),
              new Paid(
                  pair.first().getPayment().getAmount(),
                  Duration.between(time, visit.from()).toMinutes()));
        }
      }
    }
    if (paid.isEmpty()) {
      return "";
    }
    LongSummaryStatistics before =
        paid.values().stream().mapToLong(Paid::minutesBefore).summaryStatistics();
    return " and paid"
        + amounts(paid.values().stream().map(Paid::amount).filter(Objects::nonNull))
        + " "
        + HostedVisit.range(before.getMin(), before.getMax())
        + " min before "
        + (own.size() == 1 ? "it" : paid.size() == own.size() ? "each" : paid.size() + " of them");
  }

  private String amounts(Stream<Double> known) {
    DoubleSummaryStatistics amounts = known.mapToDouble(Double::doubleValue).summaryStatistics();
    return amounts.getCount() == 0
        ? ""
        : " "
            + HostedVisit.range(Math.round(amounts.getMin()), Math.round(amounts.getMax()))
            + (rules.currency() == null ? " (no currency configured)," : " " + rules.currency());
  }

  private static String named(Alert alert) {
    return "That person has alert "
        + PossibleVictims.shortened(alert.getAlertId())
        + " ("
        + alert.getBand()
        + ", "
        + alert.getState().name().toLowerCase(Locale.ROOT)
        + ").";
  }
}

package org.drey.local.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.drey.cli.readiness.SelectedEvents;
import org.drey.event.Track;
import org.drey.local.compare.AlertChange.Kind;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * The difference that a change of rules makes to the results of one folder of events.
 *
 * @param before the hash of the old set
 * @param after the hash of the new one
 * @param changes the rules that are not the same
 * @param alerts of live rules
 * @param shadowAlerts with rules on trial
 * @param rules every rule of either set: findings, alerts, and what it selects
 */
public record RulesComparison(
    String before,
    String after,
    List<RuleChange> changes,
    AlertDifference alerts,
    AlertDifference shadowAlerts,
    List<RuleDifference> rules) {

  /**
   * The alerts of two sets.
   *
   * @param before how many there are with the old set, withdrawn ones left out
   * @param after the same with the new one
   * @param tracks each track that has an alert
   * @param changed those that are not the same, the largest difference of scores first
   */
  public record AlertDifference(
      int before, int after, List<TrackDifference> tracks, List<AlertChange> changed) {

    static AlertDifference of(
        Map<String, AlertOutcome> before,
        Map<String, AlertOutcome> after,
        Map<String, String> verdicts) {
      TreeSet<String> ids = new TreeSet<>(before.keySet());
      ids.addAll(after.keySet());
      List<AlertChange> changed = new ArrayList<>();
      for (String id : ids) {
        AlertChange change = new AlertChange(before.get(id), after.get(id), verdicts.get(id));
        if (!change.kinds().isEmpty()) {
          changed.add(change);
        }
      }
      changed.sort(AlertChange.LARGEST_FIRST);
      List<TrackDifference> tracks = new ArrayList<>();
      for (Track track : Track.values()) {
        int was = count(before.values(), track);
        int is = count(after.values(), track);
        if (was + is > 0) {
          List<AlertChange> some = changed.stream().filter(one -> one.track() == track).toList();
          tracks.add(new TrackDifference(track, was, is, counts(some)));
        }
      }
      return new AlertDifference(before.size(), after.size(), tracks, changed);
    }

    private static int count(Collection<AlertOutcome> alerts, Track track) {
      return (int) alerts.stream().filter(alert -> alert.track() == track).count();
    }

    private static Map<Kind, Integer> counts(List<AlertChange> changes) {
      Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
      changes.forEach(
          change -> change.kinds().forEach(kind -> counts.merge(kind, 1, Integer::sum)));
      return counts;
    }

    /** Returns how many alerts change in each way; one may in several. */
    @JsonProperty
    public Map<Kind, Integer> counts() {
      return counts(changed);
    }

    /** Returns the alerts that change in a way. */
    public List<AlertChange> of(Kind kind) {
      return changed.stream().filter(change -> change.kinds().contains(kind)).toList();
    }
  }

  /** The alerts of a track with each set, and how many of them change in each way. */
  public record TrackDifference(Track track, int before, int after, Map<Kind, Integer> counts) {}

  /**
   * A rule with two sets.
   *
   * @param findings how many it reported; null of a set that has no such rule
   * @param alerts how many alerts have it among their reasons; shadow alerts of a rule on trial
   * @param selected what a detection selects of its stream; null of a correlation, of a set that
   *     has no such rule, and if the stream is not there
   */
  public record RuleDifference(
      String ruleId,
      String rule,
      @Nullable String indicator,
      BeforeAfter<Long> findings,
      BeforeAfter<Integer> alerts,
      BeforeAfter<SelectedEvents> selected) {

    /** Returns whether the rule makes another difference than before. */
    public boolean isDifferent() {
      return findings.isDifferent() || alerts.isDifferent() || selected.isDifferent();
    }
  }

  /** A value with the old set and with the new one. */
  public record BeforeAfter<T>(@Nullable T before, @Nullable T after) {
    boolean isDifferent() {
      return !Objects.equals(before, after);
    }
  }

  /**
   * Compares what two sets make of the same folder.
   *
   * @param verdicts what analysts decided, by the id of the alert
   */
  public static RulesComparison of(
      RuleSetOutcome before, RuleSetOutcome after, Map<String, String> verdicts) {
    return new RulesComparison(
        before.rules().version(),
        after.rules().version(),
        RuleChange.between(before.rules(), after.rules()),
        AlertDifference.of(before.alerts(), after.alerts(), verdicts),
        AlertDifference.of(before.shadowAlerts(), after.shadowAlerts(), verdicts),
        rules(before, after));
  }

  private static List<RuleDifference> rules(RuleSetOutcome before, RuleSetOutcome after) {
    Map<String, RuleHead> heads = new LinkedHashMap<>();
    after.rules().heads().forEach(head -> heads.put(head.id(), head));
    before.rules().heads().forEach(head -> heads.putIfAbsent(head.id(), head));
    return heads.values().stream()
        .map(
            head ->
                new RuleDifference(
                    head.id(),
                    head.name(),
                    head.scoring() == null ? null : head.scoring().indicator(),
                    new BeforeAfter<>(findings(before, head), findings(after, head)),
                    new BeforeAfter<>(alerts(before, head), alerts(after, head)),
                    new BeforeAfter<>(
                        before.selected().get(head.id()), after.selected().get(head.id()))))
        .toList();
  }

  private static @Nullable Long findings(RuleSetOutcome outcome, RuleHead head) {
    RuleHead known = known(outcome.rules(), head);
    return known == null || !known.yields() ? null : outcome.findings().getOrDefault(head.id(), 0L);
  }

  private static @Nullable Integer alerts(RuleSetOutcome outcome, RuleHead head) {
    RuleHead known = known(outcome.rules(), head);
    if (known == null || known.scoring() == null) {
      return null;
    }
    Map<String, AlertOutcome> alerts = known.live() ? outcome.alerts() : outcome.shadowAlerts();
    return (int)
        alerts.values().stream().filter(alert -> alert.rules().containsKey(head.id())).count();
  }

  private static @Nullable RuleHead known(RuleSet rules, RuleHead head) {
    return rules.byId(head.id());
  }
}

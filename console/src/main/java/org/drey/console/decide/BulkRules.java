package org.drey.console.decide;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.entity.HostAges;
import org.drey.alerts.entity.PersonAge;
import org.drey.alerts.explain.AlertGist;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Reason;
import org.drey.event.Track;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.ScoringPart;

/**
 * Rules of alerts that are decided together: at most 50 that are alike, each with its own reason;
 * never a young person's or one about whom another says so, never one whose hosts are assured to be
 * children, never one with hard evidence, never one that two analysts have to see.
 */
public final class BulkRules {
  /** The most alerts at once. */
  public static final int MAX = 50;

  private final VerdictRules rules;

  /** By the rules that the jobs run. */
  public BulkRules(VerdictRules rules) {
    this.rules = rules;
  }

  /**
   * Returns why these cannot be decided together; empty if they can, each of them if it may. Alike
   * are those of one track that have the same grounds or are of one case.
   *
   * @param caseOf of an alert's id its case; of one without a case there is none
   */
  public static Optional<String> refusal(Collection<Alert> alerts, Map<String, String> caseOf) {
    if (alerts.isEmpty()) {
      return Optional.of("Nothing was selected.");
    }
    if (alerts.size() > MAX) {
      return Optional.of("At most " + MAX + " at once; " + alerts.size() + " were selected.");
    }
    List<Track> tracks = alerts.stream().map(Alert::getTrack).distinct().toList();
    if (tracks.size() > 1) {
      return Optional.of("They are of different tracks, and so not alike. Select those of one.");
    }
    if (alerts.stream().map(HostAges::of).distinct().count() > 1) {
      return Optional.of("They are not alike: not the same is known of the age of their hosts.");
    }
    return isOneCase(alerts, caseOf) || haveSameGrounds(alerts)
        ? Optional.empty()
        : Optional.of(
            "They are not alike: select those of one story, or those whose indicators are the same and count as much.");
  }

  private static boolean isOneCase(Collection<Alert> alerts, Map<String, String> caseOf) {
    Set<String> cases = new HashSet<>();
    alerts.forEach(one -> cases.add(caseOf.getOrDefault(one.getAlertId(), "")));
    return cases.size() == 1 && !cases.contains("");
  }

  private static boolean haveSameGrounds(Collection<Alert> alerts) {
    return alerts.stream().map(AlertGist::grounds).distinct().count() == 1;
  }

  /** Returns why an alert has to be decided alone; empty if it has not. */
  public Optional<String> alone(VerdictHistory history) {
    Alert alert = history.alert();
    if (alert.getTrack() == Track.VICTIM || history.victimAlert() != null) {
      return Optional.of("a young person may need help");
    }
    if (PersonAge.isYoung(alert)) {
      return Optional.of("a source says that this person is under 18");
    }
    if (HostAges.of(alert).haveChildren()) {
      return Optional.of("hosts are assured to be children");
    }
    if (alert.getState() != AlertState.OPEN) {
      return Optional.of("it is not open");
    }
    if (rules.needsTwo(alert)) {
      return Optional.of("two analysts have to see it");
    }
    return alert.getReasons().stream().anyMatch(this::isHard)
        ? Optional.of("it has hard evidence")
        : Optional.empty();
  }

  /**
   * Refuses what has to be decided alone, also at the last moment: a form can name anything, and
   * another analyst may have been faster.
   *
   * @throws Deciding.NotNowException if it has to be, or if the verdict closes nothing
   */
  public void check(VerdictHistory history, DecisionForm form)
      throws DecisionProcess.NotNowException {
    Optional<String> why = alone(history);
    if (why.isPresent() || !form.closes()) {
      throw new DecisionProcess.NotNowException(
          "Decided alone: " + why.orElse("this verdict closes nothing") + ".");
    }
  }

  /** A rule that is not at hand counts as hard. */
  private boolean isHard(Reason reason) {
    RuleHead rule = rules.rules().byId(reason.getRuleId());
    ScoringPart scoring = rule == null ? null : rule.scoring();
    return scoring == null || scoring.hard() || scoring.opens();
  }
}

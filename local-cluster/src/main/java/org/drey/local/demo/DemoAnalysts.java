package org.drey.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.drey.alerts.decide.VerdictTopic;
import org.drey.event.Alert;
import org.drey.event.Reason;
import org.drey.event.Verdict;
import org.drey.event.VerdictType;
import org.drey.local.generate.Analyst;
import org.drey.local.generate.KnownTruth;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.verdict.VerdictCheck;

/**
 * Those who look at the alerts once, at half time, know the truth and give a verdict on each. What
 * they can explain they keep from being alerted on again for as long as that is possible.
 */
final class DemoAnalysts {
  private static final Analyst.Habits NEVER_WRONG = new Analyst.Habits(1, 0, 1);
  private static final long LONGEST_DAYS = 90;

  private final Analyst analyst;
  private final Set<String> hardFamilies;
  private final VerdictTopic topic;
  private final Instant when;
  private boolean done;

  DemoAnalysts(SyntheticWorld world, KnownTruth truth, RuleSet rules, Properties kafka) {
    WorldSettings settings = world.settings();
    this.analyst = new Analyst(truth, NEVER_WRONG, settings.seed());
    this.hardFamilies = VerdictCheck.hardFamilies(rules);
    this.topic = new VerdictTopic(kafka, "");
    this.when = WorldSettings.START.plus(Duration.ofDays(settings.days() / 2));
  }

  /** Returns whether they are to look now, when everything before this time has been read. */
  boolean areDue(Instant time) {
    return !done && !time.isBefore(when);
  }

  /** Decides on what there is, as of this time, and sends it. */
  void decide(List<Alert> alerts, Instant now, DemoDecisions decisions)
      throws IOException, InterruptedException {
    done = true;
    List<Verdict> verdicts = analyst.decide(alerts);
    for (Verdict verdict : verdicts) {
      verdict.setVerdictTime(now);
      if (verdict.getVerdict() == VerdictType.BENIGN_EXPLAINED) {
        verdict.setSuppress(families(verdict, alerts));
        verdict.setSuppressDays(LONGEST_DAYS);
      }
      decisions.given(verdict);
      topic.send(verdict);
    }
  }

  /** Those of the alert's reasons that may be suppressed. */
  private List<String> families(Verdict verdict, List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.getAlertId().equals(verdict.getAlertId()))
        .flatMap(alert -> alert.getReasons().stream())
        .map(Reason::getFamily)
        .filter(family -> !hardFamilies.contains(family))
        .distinct()
        .sorted()
        .toList();
  }
}

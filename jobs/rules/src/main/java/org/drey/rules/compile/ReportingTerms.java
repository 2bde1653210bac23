package org.drey.rules.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The terms of a rule that follow from those around it in its set.
 *
 * @param yields whether it reports findings. A building block reports none, unless a rule built on
 *     it says generate or it is scored itself
 * @param sources the log sources that it is built on, sorted
 * @param settleMillis how long after an event's time all that belongs to it has come
 */
record ReportingTerms(boolean yields, List<String> sources, long settleMillis) {

  /**
   * The delay of what a rule is built on, in milliseconds.
   *
   * @param lateness the largest of the streams
   * @param waiting how long after their time the findings come, beyond lateness
   */
  private record Delay(long lateness, long waiting) {}

  /** The terms of each rule of a set, by its number. */
  static List<ReportingTerms> of(List<LinkedRule> rules, Duration outageAllowance) {
    Set<LinkedRule> used = new HashSet<>();
    Set<LinkedRule> generating = new HashSet<>();
    for (LinkedRule rule : rules) {
      if (rule instanceof LinkedRule.Correlation user) {
        used.addAll(user.references());
        generating.addAll(user.parsed().references().generate() ? user.references() : List.of());
      }
    }
    List<Delay> delays = new ArrayList<>();
    List<ReportingTerms> terms = new ArrayList<>();
    for (LinkedRule rule : rules) {
      Delay delay = delay(rule, delays, outageAllowance);
      delays.add(delay);
      boolean yields =
          !used.contains(rule) || generating.contains(rule) || rule.parsed().scoring() != null;
      long settle = delay.lateness() + outageAllowance.toMillis() + delay.waiting();
      terms.add(new ReportingTerms(yields, sources(rule, terms), settle));
    }
    return List.copyOf(terms);
  }

  private static List<String> sources(LinkedRule rule, List<ReportingTerms> below) {
    Set<String> sources = new TreeSet<>();
    if (rule instanceof LinkedRule.Detection detection) {
      sources.add(detection.parsed().stream().source());
    } else if (rule instanceof LinkedRule.Correlation correlation) {
      correlation.references().forEach(each -> sources.addAll(below.get(each.index()).sources()));
    }
    return List.copyOf(sources);
  }

  /** Findings come at once if more events can only make them true, else when all have come. */
  private static Delay delay(LinkedRule rule, List<Delay> below, Duration outageAllowance) {
    if (rule instanceof LinkedRule.Detection detection) {
      return new Delay(detection.parsed().stream().lateness().toMillis(), 0);
    }
    LinkedRule.Correlation correlation = (LinkedRule.Correlation) rule;
    long lateness = 0;
    long waiting = 0;
    for (LinkedRule reference : correlation.references()) {
      Delay delay = below.get(reference.index());
      lateness = Math.max(lateness, delay.lateness());
      long settle = delay.lateness() + outageAllowance.toMillis() + delay.waiting();
      waiting = Math.max(waiting, isWaitedFor(reference) ? settle : delay.waiting());
    }
    return new Delay(lateness, waiting);
  }

  private static boolean isWaitedFor(LinkedRule rule) {
    return rule instanceof LinkedRule.Correlation correlation && !correlation.parsed().isMonotone();
  }
}

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
record Terms(boolean yields, List<String> sources, long settleMillis) {

  /**
   * The delay of what a rule is built on, in milliseconds.
   *
   * @param lateness the largest of the streams
   * @param waiting how long after their time the findings come, beyond lateness
   */
  private record Delay(long lateness, long waiting) {}

  /** The terms of each rule of a set, by its number. */
  static List<Terms> of(List<Linked> rules, Duration outageAllowance) {
    Set<Linked> used = new HashSet<>();
    Set<Linked> generating = new HashSet<>();
    for (Linked rule : rules) {
      if (rule instanceof Linked.Correlation user) {
        used.addAll(user.references());
        generating.addAll(user.parsed().references().generate() ? user.references() : List.of());
      }
    }
    List<Delay> delays = new ArrayList<>();
    List<Terms> terms = new ArrayList<>();
    for (Linked rule : rules) {
      Delay delay = delay(rule, delays, outageAllowance);
      delays.add(delay);
      boolean yields =
          !used.contains(rule) || generating.contains(rule) || rule.parsed().scoring() != null;
      long settle = delay.lateness() + outageAllowance.toMillis() + delay.waiting();
      terms.add(new Terms(yields, sources(rule, terms), settle));
    }
    return List.copyOf(terms);
  }

  private static List<String> sources(Linked rule, List<Terms> below) {
    Set<String> sources = new TreeSet<>();
    if (rule instanceof Linked.Detection detection) {
      sources.add(detection.parsed().stream().source());
    } else if (rule instanceof Linked.Correlation correlation) {
      correlation.references().forEach(each -> sources.addAll(below.get(each.index()).sources()));
    }
    return List.copyOf(sources);
  }

  /** Findings come at once if more events can only make them true, else when all have come. */
  private static Delay delay(Linked rule, List<Delay> below, Duration outageAllowance) {
    if (rule instanceof Linked.Detection detection) {
      return new Delay(detection.parsed().stream().lateness().toMillis(), 0);
    }
    Linked.Correlation correlation = (Linked.Correlation) rule;
    long lateness = 0;
    long waiting = 0;
    for (Linked reference : correlation.references()) {
      Delay delay = below.get(reference.index());
      lateness = Math.max(lateness, delay.lateness());
      long settle = delay.lateness() + outageAllowance.toMillis() + delay.waiting();
      waiting = Math.max(waiting, isWaitedFor(reference) ? settle : delay.waiting());
    }
    return new Delay(lateness, waiting);
  }

  private static boolean isWaitedFor(Linked rule) {
    return rule instanceof Linked.Correlation correlation && !correlation.parsed().isMonotone();
  }
}

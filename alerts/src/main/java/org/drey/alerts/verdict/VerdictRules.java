package org.drey.alerts.verdict;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.Reason;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.score.Band;
import org.drey.rules.verdict.VerdictCheck;
import org.jspecify.annotations.Nullable;

/**
 * What of the jobs' rules and configuration verdicts depend on.
 *
 * @param families all that the rules name
 * @param hardFamilies those that no verdict suppresses
 * @param eyes from which band on two analysts have to agree
 */
public record VerdictRules(Set<String> families, Set<String> hardFamilies, SecondEyes eyes) {

  /**
   * Second eyes.
   *
   * @param known whether the jobs' configuration is at hand
   * @param from the peak band; null if it asks for none
   */
  public record SecondEyes(boolean known, @Nullable Band from) {
    /** Where the configuration is not at hand. */
    public static final SecondEyes UNKNOWN = new SecondEyes(false, null);

    boolean areNeeded(org.drey.event.Band peak) {
      return from != null
          && Arrays.stream(Band.values())
              .filter(band -> band.compareTo(from) >= 0)
              .anyMatch(band -> band.name().equals(peak.name()));
    }
  }

  /** Of a rule set and a configuration. */
  public static VerdictRules of(RuleSet rules, SecondEyes eyes) {
    Set<String> families =
        rules.heads().stream()
            .map(RuleHead::scoring)
            .filter(Objects::nonNull)
            .map(Scoring::family)
            .filter(Objects::nonNull)
            .map(Scoring.Family::name)
            .collect(Collectors.toUnmodifiableSet());
    return new VerdictRules(families, VerdictCheck.hardFamilies(rules), eyes);
  }

  /** The families that a verdict on an alert may name, sorted: those of its reasons, too. */
  Set<String> known(Alert alert) {
    Set<String> known = new TreeSet<>(families);
    alert.getReasons().stream().map(Reason::getFamily).forEach(known::add);
    return known;
  }
}

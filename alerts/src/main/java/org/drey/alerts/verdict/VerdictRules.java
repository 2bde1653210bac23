package org.drey.alerts.verdict;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.Reason;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.verdict.VerdictCheck;

/**
 * What of a rule set verdicts depend on.
 *
 * @param families all that its rules name
 * @param hardFamilies those that no verdict suppresses
 */
public record VerdictRules(Set<String> families, Set<String> hardFamilies) {

  /** Of a rule set. */
  public static VerdictRules of(RuleSet rules) {
    Set<String> families =
        rules.heads().stream()
            .map(RuleHead::scoring)
            .filter(Objects::nonNull)
            .map(Scoring::family)
            .filter(Objects::nonNull)
            .map(Scoring.Family::name)
            .collect(Collectors.toUnmodifiableSet());
    return new VerdictRules(families, VerdictCheck.hardFamilies(rules));
  }

  /** The families that a verdict on an alert may name, sorted: those of its reasons, too. */
  Set<String> known(Alert alert) {
    Set<String> known = new TreeSet<>(families);
    alert.getReasons().stream().map(Reason::getFamily).forEach(known::add);
    return known;
  }
}

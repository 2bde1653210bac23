package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.LedgerEntry;

/** Findings as a ledger keeps them. */
final class LedgerEntries {
  private static final double MOST_STRENGTH = 0.99;

  private final RuleSet rules;

  LedgerEntries(RuleSet rules) {
    this.rules = rules;
  }

  /** A finding of a scored rule. */
  LedgerEntry of(Finding finding) {
    RuleHead head = rules.head(finding.rule());
    Scoring scoring = head.scoring();
    return new LedgerEntry(
        scoring.indicator(),
        head.id(),
        finding.id(),
        finding.time(),
        Math.min(MOST_STRENGTH, scoring.strength() * finding.quality()),
        finding.observed(),
        finding.events(),
        finding.evidence(),
        linked(finding),
        finding.expiresAt(),
        0);
  }

  /** The other entities that the finding's group names. */
  private List<String> linked(Finding finding) {
    List<String> linked = new ArrayList<>();
    if (!rules.isDetection(finding.rule())) {
      CorrelationRule rule = rules.correlation(finding.rule());
      for (int i = 0; i < rule.groupBy().size(); i++) {
        String kind = rule.groupBy().get(i).kind();
        if (kind != null && i != rule.scored()) {
          linked.add(kind + ":" + finding.group()[i]);
        }
      }
    }
    return linked;
  }
}

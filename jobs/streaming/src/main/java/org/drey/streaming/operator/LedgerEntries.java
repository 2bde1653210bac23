package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.LedgerEntry;
import org.drey.streaming.event.EventDetails;

/** Findings as a ledger keeps them. */
final class LedgerEntries {
  private static final double MOST_STRENGTH = 0.99;

  /** The kinds of entities that an alert is linked to: not names. */
  private static final Set<String> NAMED = Set.of("SUBJECT", "PAYEE", "HOST", "MERCHANT", "DEVICE");

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
        finding.seen(),
        linked(finding),
        finding.expiresAt(),
        0);
  }

  /** The other entities that the completing event names, overlaid by the group. */
  private List<String> linked(Finding finding) {
    Set<String> linked = new TreeSet<>();
    if (!rules.isDetection(finding.rule())) {
      CorrelationRule rule = rules.correlation(finding.rule());
      for (int i = 0; i < rule.groupBy().size(); i++) {
        String kind = rule.groupBy().get(i).kind();
        if (kind != null && NAMED.contains(kind)) {
          linked.add(kind + ":" + finding.group()[i]);
        }
      }
    }
    EventDetails details = EventDetails.read(finding.seen().get(0).details());
    if (details != null) {
      linked.addAll(details.names());
    }
    linked.remove(finding.entity().kind() + ":" + finding.entity().token());
    return new ArrayList<>(linked);
  }
}

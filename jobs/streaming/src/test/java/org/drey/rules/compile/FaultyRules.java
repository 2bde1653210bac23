package org.drey.rules.compile;

import java.util.List;

/** Rules at which pure code throws: what no compiler gives, but a fault in one might. */
public final class FaultyRules {
  private FaultyRules() {}

  /** The same rules, without the values that they keep and in no family. */
  public static RuleSet of(RuleSet rules) {
    return new RuleSet(
        rules.version(),
        List.of(),
        rules.carried(),
        rules.detections().stream().map(FaultyRules::faulty).toList(),
        rules.correlations().stream().map(FaultyRules::faulty).toList());
  }

  private static DetectionRule faulty(DetectionRule rule) {
    return new DetectionRule(
        faulty(rule.head()),
        rule.stream(),
        rule.condition(),
        rule.entity(),
        rule.confidence(),
        rule.expiry());
  }

  private static CorrelationRule faulty(CorrelationRule rule) {
    return new CorrelationRule(
        faulty(rule.head()),
        rule.type(),
        rule.references(),
        rule.groupBy(),
        rule.timespanMillis(),
        rule.window(),
        rule.threshold(),
        rule.pass(),
        rule.routing(),
        rule.scored(),
        rule.carriedGroups(),
        null,
        rule.stateName());
  }

  private static RuleHead faulty(RuleHead head) {
    return new RuleHead(
        head.index(),
        head.id(),
        head.name(),
        head.title(),
        head.text(),
        head.version(),
        head.meaning(),
        head.live(),
        head.yields(),
        head.scoring() == null ? null : faulty(head.scoring()),
        head.quality(),
        head.sources(),
        head.settleMillis());
  }

  private static ScoringPart faulty(ScoringPart scoring) {
    return new ScoringPart(
        scoring.indicator(),
        scoring.track(),
        scoring.entity(),
        scoring.points(),
        scoring.strength(),
        scoring.halfLifeMillis(),
        null,
        scoring.hard(),
        scoring.opens(),
        scoring.severity(),
        scoring.aggregate());
  }
}

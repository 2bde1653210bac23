package org.drey.rules.correlate;

import org.drey.rules.Pipeline;
import org.drey.rules.compile.RuleSet;

/** Pipelines whose entities have other bounds than usual. */
final class Bounded {
  private Bounded() {}

  static Pipeline pipeline(RuleSet rules, EntityBounds bounds) {
    return pipeline(rules, FindingAudience.EVERYTHING, bounds);
  }

  static Pipeline pipeline(RuleSet rules, FindingAudience audience, EntityBounds bounds) {
    return new Pipeline(
        rules,
        new Correlator(rules, 1, audience, bounds),
        new Correlator(rules, 2, audience, bounds));
  }
}

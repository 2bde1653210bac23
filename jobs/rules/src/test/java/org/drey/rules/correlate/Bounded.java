package org.drey.rules.correlate;

import org.drey.rules.Pipeline;
import org.drey.rules.compile.RuleSet;

/** Pipelines whose entities have other bounds than usual. */
final class Bounded {
  private Bounded() {}

  static Pipeline pipeline(RuleSet rules, Bounds bounds) {
    return new Pipeline(
        rules,
        new Correlator(rules, 1, Audience.EVERYTHING, bounds),
        new Correlator(rules, 2, Audience.EVERYTHING, bounds));
  }
}

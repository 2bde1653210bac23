package org.drey.rules.correlate;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.drey.rules.Pipeline;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;

/**
 * What a score keeps of findings: of each group and UTC day the first and the last of each quality
 * and severity, and when it was last named whom any of them names; of benign rules all, as they
 * first held.
 */
final class KeptByScore {
  private final Map<String, String> kept = new TreeMap<>();
  private final Map<String, Finding> chosen = new TreeMap<>();
  private final RuleSet rules;

  private KeptByScore(RuleSet rules) {
    this.rules = rules;
  }

  static Map<String, String> of(RuleSet rules, Pipeline pipeline) {
    KeptByScore by = new KeptByScore(rules);
    pipeline.findings().forEach(by::take);
    by.chosen.forEach(
        (what, finding) ->
            by.kept.put(what, finding.id() + " = " + finding.observed() + finding.evidence()));
    return by.kept;
  }

  private void take(Finding finding) {
    ScoringPart scoring = rules.head(finding.rule()).scoring();
    if (scoring == null) {
      return;
    }
    if (scoring.isBenign()) {
      kept.put("benign " + finding.id(), "");
      return;
    }
    String group = finding.rule() + " " + finding.entity() + Arrays.toString(finding.group());
    String day = group + " " + FindingUpdates.dayOf(finding.time()) + " " + finding.quality();
    chosen.merge("first of " + day, finding, KeptByScore::first);
    chosen.merge("last of " + day, finding, KeptByScore::last);
    for (String name : Examples.named(finding.shown().first().details())) {
      kept.merge(
          "link of " + group + " to " + name,
          Long.toString(finding.time()),
          (a, b) -> Long.parseLong(a) > Long.parseLong(b) ? a : b);
    }
  }

  static Finding first(Finding a, Finding b) {
    return a.time() < b.time() || (a.time() == b.time() && a.id().compareTo(b.id()) < 0) ? a : b;
  }

  static Finding last(Finding a, Finding b) {
    return a.time() > b.time() || (a.time() == b.time() && a.id().compareTo(b.id()) < 0) ? a : b;
  }
}

package org.drey.rules.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.rules.sigma.RuleProblemException;

/** What the scored rules of a set have to agree on. */
final class IndicatorChecks {
  private IndicatorChecks() {}

  /** Refuses a rule that contradicts one before it. */
  static void check(List<Draft> drafts) {
    Map<String, Draft> firstOfIndicator = new HashMap<>();
    Map<String, Draft> firstOfFamily = new HashMap<>();
    for (Draft draft : drafts) {
      Scoring own = draft.scoring;
      if (own == null) {
        continue;
      }
      Draft first = firstOfIndicator.putIfAbsent(own.indicator(), draft);
      if (first != null && !agree(own, first.scoring)) {
        throw problem(draft, "points, half_life or family of " + own.indicator(), first);
      }
      Draft relative = own.isBenign() ? null : firstOfFamily.putIfAbsent(own.family(), draft);
      if (relative != null && relative.scoring.hard() != own.hard()) {
        throw problem(draft, "'hard' in the family " + own.family(), relative);
      }
    }
  }

  private static boolean agree(Scoring a, Scoring b) {
    return a.points() == b.points()
        && a.halfLifeMillis() == b.halfLifeMillis()
        && Objects.equals(a.family(), b.family());
  }

  private static RuleProblemException problem(Draft draft, String what, Draft first) {
    return draft
        .document
        .fields()
        .get("drey")
        .problem(what + " differs from the rule '" + first.document.label() + "'");
  }
}

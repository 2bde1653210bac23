package org.drey.rules.compile;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.yaml.Problem;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;

/** What the scored rules of a set have to agree on, and what an alert can hold of them. */
final class IndicatorChecks {
  /** The longest id of a rule and name of an indicator, in bytes of UTF-8. */
  private static final int LONGEST_NAME = 128;

  private IndicatorChecks() {}

  private record Scored(Draft draft, Scoring scoring) {}

  /** Refuses a rule that contradicts one before it: the first of them. */
  static List<Problem> check(List<Linked> rules) {
    List<Draft> drafts = rules.stream().map(Linked::draft).toList();
    return Outcome.collect(List.of(drafts), IndicatorChecks::checkAll);
  }

  private static void checkAll(List<Draft> drafts) {
    Map<String, Scored> firstOfIndicator = new HashMap<>();
    Map<Scoring.Family, Scored> firstOfFamily = new HashMap<>();
    Map<Track, Set<String>> ofTrack = new EnumMap<>(Track.class);
    for (Draft draft : drafts) {
      Scoring own = draft.scoring();
      if (own == null) {
        continue;
      }
      checkLength(draft, "the indicator", own.indicator());
      checkLength(draft, "the rule's id", draft.document().id());
      Set<String> known = ofTrack.computeIfAbsent(own.track(), track -> new HashSet<>());
      if (known.add(own.indicator()) && known.size() > RuleSet.MAX_INDICATORS) {
        throw part(draft)
            .problem(
                "more than "
                    + RuleSet.MAX_INDICATORS
                    + " indicators on one track; an alert holds no more");
      }
      Scored scored = new Scored(draft, own);
      Scored first = firstOfIndicator.putIfAbsent(own.indicator(), scored);
      if (first != null && !agree(own, first.scoring())) {
        throw problem(draft, "points, half_life, family or severity of " + own.indicator(), first);
      }
      Scoring.Family family = own.family();
      if (family == null) {
        continue; // a benign one
      }
      Scored relative = firstOfFamily.putIfAbsent(family, scored);
      if (relative != null && relative.scoring().hard() != own.hard()) {
        throw problem(draft, "'hard' in the family " + family.name(), relative);
      }
    }
  }

  private static boolean agree(Scoring a, Scoring b) {
    return a.points() == b.points()
        && a.halfLifeMillis() == b.halfLifeMillis()
        && Objects.equals(a.family(), b.family())
        && Objects.equals(a.severity(), b.severity());
  }

  private static void checkLength(Draft draft, String what, String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw part(draft).problem(what + " has more than " + LONGEST_NAME + " bytes");
    }
  }

  private static ProblemException problem(Draft draft, String what, Scored first) {
    String label = first.draft().document().label();
    return part(draft).problem(what + " differs from the rule '" + label + "'");
  }

  private static YamlNode part(Draft draft) {
    return draft.part("drey");
  }
}

package org.drey.rules.compile;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlProblem;

/**
 * Checks of what the scored rules of a set have to agree on, and what an alert can hold of them.
 */
final class IndicatorChecks {
  /** The longest id of a rule and name of an indicator, in bytes of UTF-8. */
  private static final int LONGEST_NAME = 128;

  private IndicatorChecks() {}

  private record ScoredIndicator(ParsedRule parsed, ScoringPart scoring) {}

  /** Refuses a rule that contradicts one before it: the first of them. */
  static List<YamlProblem> check(List<LinkedRule> rules) {
    List<ParsedRule> parsed = rules.stream().map(LinkedRule::parsed).toList();
    return PassResult.collect(List.of(parsed), IndicatorChecks::checkAll);
  }

  private static void checkAll(List<ParsedRule> rules) {
    Map<String, ScoredIndicator> firstOfIndicator = new HashMap<>();
    Map<ScoringPart.Family, ScoredIndicator> firstOfFamily = new HashMap<>();
    Map<AlertTrack, Set<String>> ofTrack = new EnumMap<>(AlertTrack.class);
    for (ParsedRule parsed : rules) {
      ScoringPart own = parsed.scoring();
      if (own == null) {
        continue;
      }
      checkLength(parsed, "the indicator", own.indicator());
      checkLength(parsed, "the rule's id", parsed.document().id());
      Set<String> known = ofTrack.computeIfAbsent(own.track(), track -> new HashSet<>());
      if (known.add(own.indicator()) && known.size() > RuleSet.MAX_INDICATORS) {
        throw part(parsed)
            .problem(
                "more than "
                    + RuleSet.MAX_INDICATORS
                    + " indicators on one track; an alert holds no more");
      }
      ScoredIndicator scored = new ScoredIndicator(parsed, own);
      ScoredIndicator first = firstOfIndicator.putIfAbsent(own.indicator(), scored);
      if (first != null && !agree(own, first.scoring())) {
        throw problem(parsed, "points, half_life, family or severity of " + own.indicator(), first);
      }
      ScoringPart.Family family = own.family();
      if (family == null) {
        continue; // a benign one
      }
      ScoredIndicator relative = firstOfFamily.putIfAbsent(family, scored);
      if (relative != null && relative.scoring().hard() != own.hard()) {
        throw problem(parsed, "'hard' in the family " + family.name(), relative);
      }
    }
  }

  private static boolean agree(ScoringPart a, ScoringPart b) {
    return a.points() == b.points()
        && a.halfLifeMillis() == b.halfLifeMillis()
        && Objects.equals(a.family(), b.family())
        && Objects.equals(a.severity(), b.severity());
  }

  private static void checkLength(ParsedRule parsed, String what, String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw part(parsed).problem(what + " has more than " + LONGEST_NAME + " bytes");
    }
  }

  private static ProblemException problem(ParsedRule parsed, String what, ScoredIndicator first) {
    String label = first.parsed().document().label();
    return part(parsed).problem(what + " differs from the rule '" + label + "'");
  }

  private static YamlNode part(ParsedRule parsed) {
    return parsed.part("drey");
  }
}

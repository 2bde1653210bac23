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

/**
 * Checks of what the scored rules of a set have to agree on, and what an alert can hold of them.
 */
final class IndicatorChecks {
  /** The longest id of a rule and name of an indicator, in bytes of UTF-8. */
  private static final int LONGEST_NAME = 128;

  private IndicatorChecks() {}

  private record Scored(ParsedRule parsed, Scoring scoring) {}

  /** Refuses a rule that contradicts one before it: the first of them. */
  static List<Problem> check(List<Linked> rules) {
    List<ParsedRule> parsed = rules.stream().map(Linked::parsed).toList();
    return Outcome.collect(List.of(parsed), IndicatorChecks::checkAll);
  }

  private static void checkAll(List<ParsedRule> rules) {
    Map<String, Scored> firstOfIndicator = new HashMap<>();
    Map<Scoring.Family, Scored> firstOfFamily = new HashMap<>();
    Map<Track, Set<String>> ofTrack = new EnumMap<>(Track.class);
    for (ParsedRule parsed : rules) {
      Scoring own = parsed.scoring();
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
      Scored scored = new Scored(parsed, own);
      Scored first = firstOfIndicator.putIfAbsent(own.indicator(), scored);
      if (first != null && !agree(own, first.scoring())) {
        throw problem(parsed, "points, half_life, family or severity of " + own.indicator(), first);
      }
      Scoring.Family family = own.family();
      if (family == null) {
        continue; // a benign one
      }
      Scored relative = firstOfFamily.putIfAbsent(family, scored);
      if (relative != null && relative.scoring().hard() != own.hard()) {
        throw problem(parsed, "'hard' in the family " + family.name(), relative);
      }
    }
  }

  private static boolean agree(Scoring a, Scoring b) {
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

  private static ProblemException problem(ParsedRule parsed, String what, Scored first) {
    String label = first.parsed().document().label();
    return part(parsed).problem(what + " differs from the rule '" + label + "'");
  }

  private static YamlNode part(ParsedRule parsed) {
    return parsed.part("drey");
  }
}

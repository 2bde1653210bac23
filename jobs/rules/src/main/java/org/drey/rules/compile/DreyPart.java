package org.drey.rules.compile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads the {@code drey} key of a rule. */
final class DreyPart {
  private static final Set<String> KEYS =
      Set.of(
          "indicator",
          "kinds",
          "track",
          "entity",
          "points",
          "strength",
          "half_life",
          "family",
          "hard",
          "opens",
          "severity",
          "severity_for",
          "severe",
          "lowers_victim",
          "quality",
          "aggregate",
          "words",
          "tests");

  private static final int MAX_SEVERE = 4;

  private DreyPart() {}

  static ScoringPart read(YamlNode part, FamilyCaps families) {
    for (Map.Entry<String, YamlNode> field : part.fields().entrySet()) {
      if (!KEYS.contains(field.getKey())) {
        throw field
            .getValue()
            .problem(
                "'drey' has no key '"
                    + field.getKey()
                    + "'"
                    + NameSuggestions.didYouMean(field.getKey(), KEYS));
      }
    }
    double points = required(part, "points").number().doubleValue();
    double strength = required(part, "strength").number().doubleValue();
    if (strength <= 0 || strength > 1) {
      throw required(part, "strength").problem("strength is over 0 and at most 1");
    }
    String indicator = required(part, "indicator").text();
    AlertTrack track = track(required(part, "track"));
    boolean hard = isTrue(part, "hard");
    boolean opens = isTrue(part, "opens");
    boolean benign = points < 0;
    checkLowering(part, benign && track == AlertTrack.VICTIM);
    if (benign) {
      checkBenign(part, hard || opens);
    }
    return new ScoringPart(
        indicator,
        track,
        required(part, "entity").text(),
        points,
        strength,
        benign ? 0 : required(part, "half_life").timespan(),
        benign ? null : families.of(required(part, "family")),
        hard,
        opens,
        severity(part),
        isTrue(part, "aggregate"));
  }

  private static boolean isTrue(YamlNode part, String key) {
    YamlNode node = part.get(key);
    return node != null && node.bool();
  }

  /** Nothing takes evidence from a child by oversight: the rule has to say that it means to. */
  private static void checkLowering(YamlNode part, boolean lowersVictim) {
    boolean says = isTrue(part, "lowers_victim");
    if (lowersVictim && !says) {
      throw required(part, "points")
          .problem("on the victim track only a rule with 'lowers_victim: true' may lower a score");
    }
    if (says && !lowersVictim) {
      throw required(part, "lowers_victim")
          .problem("'lowers_victim' is for rules on the victim track with points below zero");
    }
  }

  private static void checkBenign(YamlNode part, boolean hardOrOpens) {
    for (String key : List.of("half_life", "family", "severity", "severe", "quality")) {
      YamlNode node = part.get(key);
      if (node != null && !node.isNothing()) {
        throw node.problem("a benign rule (points below zero) has no " + key);
      }
    }
    if (isTrue(part, "aggregate")) {
      throw required(part, "aggregate")
          .problem("a benign rule (points below zero) counts no people");
    }
    if (hardOrOpens) {
      throw required(part, "points")
          .problem("a benign rule (points below zero) is neither hard nor opens an alert");
    }
  }

  private static ScoringPart.@Nullable SeverityRule severity(YamlNode part) {
    YamlNode level = part.get("severity");
    YamlNode lasts = part.get("severity_for");
    if (level == null) {
      if (lasts != null) {
        throw lasts.problem("'severity_for' is how long 'severity' holds, which is missing");
      }
      return null;
    }
    long given = level.wholeNumber();
    if (given < 1 || given > MAX_SEVERE) {
      throw level.problem("severity is a whole number from 1 to " + MAX_SEVERE);
    }
    return new ScoringPart.SeverityRule(
        (int) given, lasts == null ? Long.MAX_VALUE : lasts.timespan());
  }

  static AlertTrack track(YamlNode node) {
    List<String> known =
        Arrays.stream(AlertTrack.values()).map(t -> t.name().toLowerCase(Locale.ROOT)).toList();
    if (!known.contains(node.text())) {
      throw node.problem(
          "track is one of " + known + NameSuggestions.didYouMean(node.text(), known));
    }
    return AlertTrack.valueOf(node.text().toUpperCase(Locale.ROOT));
  }

  private static YamlNode required(YamlNode part, String key) {
    YamlNode node = part.get(key);
    if (node == null) {
      throw part.problem("'drey' lacks '" + key + "'");
    }
    return node;
  }
}

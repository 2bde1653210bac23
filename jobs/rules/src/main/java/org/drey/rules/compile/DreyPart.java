package org.drey.rules.compile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.base.Suggestions;
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
          "lowers_victim",
          "words",
          "tests");

  private static final int MAX_SEVERE = 4;

  private DreyPart() {}

  static Scoring read(YamlNode part, FamilyCaps families) {
    Map<String, YamlNode> fields = part.fields();
    for (Map.Entry<String, YamlNode> field : fields.entrySet()) {
      if (!KEYS.contains(field.getKey())) {
        throw field
            .getValue()
            .problem(
                "'drey' has no key '"
                    + field.getKey()
                    + "'"
                    + Suggestions.didYouMean(field.getKey(), KEYS));
      }
    }
    double points = required(part, fields, "points").number().doubleValue();
    double strength = required(part, fields, "strength").number().doubleValue();
    if (strength <= 0 || strength > 1) {
      throw fields.get("strength").problem("strength is over 0 and at most 1");
    }
    String indicator = required(part, fields, "indicator").text();
    Track track = track(required(part, fields, "track"));
    boolean hard = isTrue(fields, "hard");
    boolean opens = isTrue(fields, "opens");
    boolean benign = points < 0;
    checkLowering(fields, benign && track == Track.VICTIM);
    if (benign) {
      checkBenign(fields, hard || opens);
    }
    return new Scoring(
        indicator,
        track,
        required(part, fields, "entity").text(),
        points,
        strength,
        benign ? 0 : required(part, fields, "half_life").timespan(),
        benign ? null : families.of(required(part, fields, "family")),
        hard,
        opens,
        severity(fields));
  }

  private static boolean isTrue(Map<String, YamlNode> fields, String key) {
    return fields.containsKey(key) && fields.get(key).bool();
  }

  /** Nothing takes evidence from a child by oversight: the rule has to say that it means to. */
  private static void checkLowering(Map<String, YamlNode> fields, boolean lowersVictim) {
    boolean says = isTrue(fields, "lowers_victim");
    if (lowersVictim && !says) {
      throw fields
          .get("points")
          .problem("on the victim track only a rule with 'lowers_victim: true' may lower a score");
    }
    if (says && !lowersVictim) {
      throw fields
          .get("lowers_victim")
          .problem("'lowers_victim' is for rules on the victim track with points below zero");
    }
  }

  private static void checkBenign(Map<String, YamlNode> fields, boolean hardOrOpens) {
    for (String key : List.of("half_life", "family", "severity")) {
      YamlNode node = fields.get(key);
      if (node != null && node.scalar() != null) {
        throw node.problem("a benign rule (points below zero) has no " + key);
      }
    }
    if (hardOrOpens) {
      throw fields
          .get("points")
          .problem("a benign rule (points below zero) is neither hard nor opens an alert");
    }
  }

  private static Scoring.@Nullable Severity severity(Map<String, YamlNode> fields) {
    YamlNode level = fields.get("severity");
    YamlNode lasts = fields.get("severity_for");
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
    return new Scoring.Severity((int) given, lasts == null ? Long.MAX_VALUE : lasts.timespan());
  }

  static Track track(YamlNode node) {
    List<String> known =
        Arrays.stream(Track.values()).map(t -> t.name().toLowerCase(Locale.ROOT)).toList();
    if (!known.contains(node.text())) {
      throw node.problem("track is one of " + known + Suggestions.didYouMean(node.text(), known));
    }
    return Track.valueOf(node.text().toUpperCase(Locale.ROOT));
  }

  private static YamlNode required(YamlNode part, Map<String, YamlNode> fields, String key) {
    @Nullable YamlNode node = fields.get(key);
    if (node == null) {
      throw part.problem("'drey' lacks '" + key + "'");
    }
    return node;
  }
}

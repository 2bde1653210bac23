package org.drey.rules.compile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drey.rules.match.Suggestions;
import org.drey.rules.sigma.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads the {@code drey} key of a rule. */
final class DreyPart {
  private static final Set<String> KEYS =
      Set.of(
          "indicator",
          "track",
          "entity",
          "points",
          "strength",
          "half_life",
          "family",
          "hard",
          "opens",
          "tests");

  private DreyPart() {}

  static Scoring read(YamlNode part) {
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
    boolean hard = fields.containsKey("hard") && fields.get("hard").bool();
    boolean opens = fields.containsKey("opens") && fields.get("opens").bool();
    boolean benign = points < 0;
    if (benign) {
      checkBenign(fields, track, indicator, hard || opens);
    }
    return new Scoring(
        indicator,
        track,
        required(part, fields, "entity").text(),
        points,
        strength,
        benign ? 0 : Timespan.millis(required(part, fields, "half_life")),
        benign ? null : family(required(part, fields, "family")),
        hard,
        opens);
  }

  private static void checkBenign(
      Map<String, YamlNode> fields, Track track, String indicator, boolean hardOrOpens) {
    for (String key : List.of("half_life", "family")) {
      YamlNode node = fields.get(key);
      if (node != null && node.scalar() != null) {
        throw node.problem("a benign rule (points below zero) has no " + key);
      }
    }
    YamlNode points = fields.get("points");
    if (hardOrOpens) {
      throw points.problem("a benign rule (points below zero) is neither hard nor opens an alert");
    }
    if (track == Track.VICTIM && !indicator.equals("BEN-04")) {
      throw points.problem("on the victim track only BEN-04 may lower a score");
    }
  }

  private static String family(YamlNode node) {
    Set<String> known = FamilyCaps.all().keySet();
    if (!known.contains(node.text())) {
      throw node.problem(
          "the family '"
              + node.text()
              + "' has no cap"
              + Suggestions.didYouMean(node.text(), known));
    }
    return node.text();
  }

  private static Track track(YamlNode node) {
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

package org.drey.rules.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlProblem;
import org.jspecify.annotations.Nullable;

/** What rules of Sigma 1 have and those of Sigma 2 write in another way. */
final class OlderSigma {
  private static final Pattern SLASHES = Pattern.compile("(\\d{4})/(\\d{2})/(\\d{2})");

  private OlderSigma() {}

  /** Returns what there is of it in a document that is a map, each with what to write instead. */
  static List<YamlProblem> in(YamlNode root) {
    List<YamlProblem> problems = new ArrayList<>();
    YamlNode action = root.get("action");
    if (action != null) {
      problems.add(
          action
              .problem("'action' is of Sigma 1; write each rule out in full, without it")
              .problem());
    }
    addDetection(root.get("detection"), problems);
    for (String key : List.of("date", "modified")) {
      addDate(key, root.get(key), problems);
    }
    return problems;
  }

  private static void addDetection(@Nullable YamlNode detection, List<YamlProblem> problems) {
    if (detection == null || !detection.isMap()) {
      return;
    }
    YamlNode timeframe = detection.get("timeframe");
    if (timeframe != null && timeframe.isScalar()) {
      problems.add(
          timeframe
              .problem("'timeframe' is of Sigma 1; write a correlation with a 'timespan'")
              .problem());
    }
    YamlNode condition = detection.get("condition");
    if (condition != null && condition.isList()) {
      problems.add(
          condition
              .problem("several conditions in one rule are not supported; write several rules")
              .problem());
    }
  }

  private static void addDate(String key, @Nullable YamlNode date, List<YamlProblem> problems) {
    if (date != null && date.isScalar()) {
      Matcher slashes = SLASHES.matcher(date.text());
      if (slashes.matches()) {
        String written = slashes.replaceFirst("$1-$2-$3");
        problems.add(date.problem("'" + key + "' has slashes; write " + written).problem());
      }
    }
  }
}

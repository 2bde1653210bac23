package org.drey.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules for Prometheus that are shipped.
 *
 * @param alarms those that are raised
 * @param expressions of all rules, also of those that only record
 * @param recorded the names that rules record
 */
public record AlarmRules(List<Alarm> alarms, List<String> expressions, Set<String> recorded) {
  /** The folder of what is shipped for Prometheus and Grafana. */
  public static final Path MONITORING = Path.of("monitoring");

  private static final Pattern METRIC = Pattern.compile("(?<![\\w:])(?:flink|drey)_\\w+(?![\\w:])");

  /**
   * An alarm.
   *
   * @param runbook the page that says what to do
   */
  public record Alarm(String name, String severity, String summary, String text, String runbook) {}

  /** Reads them. */
  public static AlarmRules read() throws IOException {
    JsonNode file =
        new ObjectMapper(new YAMLFactory())
            .readTree(MONITORING.resolve("prometheus-rules.yaml").toFile());
    List<Alarm> alarms = new ArrayList<>();
    List<String> expressions = new ArrayList<>();
    Set<String> recorded = new TreeSet<>();
    for (JsonNode group : file.get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        expressions.add(rule.get("expr").asText());
        if (rule.has("alert")) {
          alarms.add(
              new Alarm(
                  rule.get("alert").asText(),
                  rule.at("/labels/severity").asText(),
                  rule.at("/annotations/summary").asText(),
                  rule.at("/annotations/description").asText(),
                  rule.at("/annotations/runbook_url").asText()));
        } else {
          recorded.add(rule.get("record").asText());
        }
      }
    }
    return new AlarmRules(alarms, expressions, recorded);
  }

  /** The metrics that expressions name, without those that rules record. */
  static Set<String> metrics(Iterable<String> expressions) {
    Set<String> names = new TreeSet<>();
    for (String expression : expressions) {
      Matcher matcher = METRIC.matcher(expression);
      while (matcher.find()) {
        names.add(matcher.group());
      }
    }
    return names;
  }
}

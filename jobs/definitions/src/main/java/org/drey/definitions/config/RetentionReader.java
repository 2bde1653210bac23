package org.drey.definitions.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drey.rules.score.AlertEnd;
import org.drey.rules.score.AlertRetention;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads for how long alerts are kept, by how they ended. */
final class RetentionReader {
  /** The longest time for which anything is meant to be kept. */
  private static final Duration MOST = Duration.ofDays(3_650);

  /** Of what looks like a setting but is none. */
  private static final String OPEN = "open";

  private RetentionReader() {}

  static AlertRetention read(@Nullable YamlNode node) {
    Map<AlertEnd, Duration> times = new EnumMap<>(AlertEnd.class);
    ConfigurationNodes.fieldsOf(node)
        .forEach((name, time) -> times.put(end(name, time), time(name, time)));
    return new AlertRetention(times);
  }

  private static AlertEnd end(String name, YamlNode node) {
    if (name.equals(OPEN)) {
      throw node.problem(
          "an open alert has no retention: quiet closes it after 90 days without evidence. Set"
              + " closed_quiet");
    }
    return Arrays.stream(AlertEnd.values())
        .filter(end -> name(end).equals(name))
        .findFirst()
        .orElseThrow(() -> node.problem("'" + name + "' is none of " + names()));
  }

  private static Duration time(String name, YamlNode node) {
    AlertEnd end = end(name, node);
    Duration time = ConfigurationNodes.duration(node, name);
    if (time.compareTo(Duration.ofDays(end.leastDays())) < 0) {
      throw node.problem(
          name
              + " is at least "
              + end.leastDays()
              + "d: "
              + (end == AlertEnd.CLOSED_QUIET
                  ? "quiet takes 90 days to close an alert, and analysts have as many to look at it"
                  : "within 90 days a verdict may be undone, and late evidence may come")
              + ". Set "
              + end.leastDays()
              + "d or more");
    }
    if (time.compareTo(MOST) > 0) {
      throw node.problem(name + " is at most " + MOST.toDays() + "d");
    }
    return time;
  }

  private static String name(AlertEnd end) {
    return end.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> names() {
    return Arrays.stream(AlertEnd.values()).map(RetentionReader::name).toList();
  }
}

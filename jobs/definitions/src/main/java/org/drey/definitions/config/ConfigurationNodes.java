package org.drey.definitions.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.drey.base.SigmaTimespan;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Helpers that the parts of a configuration have in common. */
final class ConfigurationNodes {
  private ConfigurationNodes() {}

  /** A time such as 10m, 24h or PT10M. */
  static Duration duration(YamlNode node, String name) {
    try {
      Duration duration =
          node.text().startsWith("P")
              ? Duration.parse(node.text())
              : Duration.ofMillis(SigmaTimespan.millis(node.text()));
      if (duration.isNegative()) {
        throw node.problem(name + " is not below zero");
      }
      return duration;
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw node.problem("expected a time such as 10m, 24h or PT10M");
    }
  }

  /** The text of a setting; null if it is not set. */
  static @Nullable String text(@Nullable YamlNode node) {
    return node == null || node.isNothing() ? null : node.text();
  }

  static Map<String, YamlNode> fieldsOf(@Nullable YamlNode node) {
    return node == null || node.isNothing() ? Map.of() : node.fields();
  }

  static List<YamlNode> itemsOf(@Nullable YamlNode node) {
    return node == null || node.isNothing() ? List.of() : node.items();
  }
}

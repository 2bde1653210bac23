package org.drey.streaming.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.event.Topics;
import org.drey.rules.compile.Timespan;
import org.drey.rules.match.Suggestions;
import org.drey.rules.sigma.RuleProblemException;
import org.drey.rules.sigma.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads the YAML of a configuration; an unknown key is an error, not a setting without effect. */
final class ConfigurationReader {
  private static final Set<String> KEYS =
      Set.of(
          "reference_currency",
          "rates",
          "streams",
          "reference_sets",
          "blocklist",
          "outage_allowance",
          "idle_after");
  private static final Set<String> BLOCKLIST_KEYS = Set.of("ede_code", "max_age");
  private static final Set<String> EDE_CODES = Set.of("15", "16");
  private static final Set<String> STREAM_KEYS = Set.of("legal_basis", "lateness", "topics");
  private static final Set<String> RATE_KEYS = Set.of("day", "currency", "rate");
  private final String file;

  ConfigurationReader(String file) {
    this.file = file;
  }

  Configuration read(String yaml) {
    try {
      YamlNode root = YamlNode.parse(file, yaml);
      if (root.isScalar() && root.scalar() == null) {
        return Configuration.DEFAULT;
      }
      checkKeys(root, KEYS);
      YamlNode currency = root.get("reference_currency");
      return new Configuration(
          currency == null ? Configuration.DEFAULT.referenceCurrency() : currency(currency),
          rates(root.get("rates")),
          streams(root.get("streams")),
          referenceSets(root.get("reference_sets")),
          blocklists(root.get("blocklist")),
          time(root),
          SuffixList.BUNDLED);
    } catch (RuleProblemException e) {
      throw new InvalidConfigurationException(e.problem().toString());
    }
  }

  private static List<Configuration.Rate> rates(@Nullable YamlNode node) {
    List<Configuration.Rate> rates = new ArrayList<>();
    for (YamlNode item : itemsOf(node)) {
      checkKeys(item, RATE_KEYS);
      BigDecimal rate = required(item, "rate").number();
      if (rate.signum() <= 0) {
        throw item.problem("a rate is over 0");
      }
      rates.add(
          new Configuration.Rate(
              day(required(item, "day")), currency(required(item, "currency")), rate));
    }
    return rates;
  }

  private static String currency(YamlNode node) {
    boolean known =
        Currency.getAvailableCurrencies().stream()
            .anyMatch(currency -> currency.getCurrencyCode().equals(node.text()));
    if (!known) {
      throw node.problem("'" + node.text() + "' is no currency of ISO 4217, such as GBP");
    }
    return node.text();
  }

  private static LocalDate day(YamlNode node) {
    try {
      return LocalDate.parse(node.text());
    } catch (DateTimeParseException e) {
      throw node.problem("expected a day such as 2026-03-02");
    }
  }

  private static Map<String, Configuration.Stream> streams(@Nullable YamlNode node) {
    Map<String, Configuration.Stream> streams = new HashMap<>();
    fieldsOf(node)
        .forEach(
            (topic, settings) -> {
              if (!Topics.ALL.contains(topic)) {
                throw settings.problem(
                    "there is no stream '"
                        + topic
                        + "'"
                        + Suggestions.didYouMean(topic, Topics.ALL));
              }
              streams.put(topic, stream(settings));
            });
    return streams;
  }

  private static Configuration.Stream stream(YamlNode node) {
    checkKeys(node, STREAM_KEYS);
    YamlNode basis = node.get("legal_basis");
    YamlNode lateness = node.get("lateness");
    return new Configuration.Stream(
        basis == null || basis.scalar() == null ? null : basis.text(),
        lateness == null ? null : duration(lateness, "lateness"),
        itemsOf(node.get("topics")).stream().map(YamlNode::text).toList());
  }

  private static Configuration.Blocklists blocklists(@Nullable YamlNode node) {
    Configuration.Blocklists usual = Configuration.Blocklists.DEFAULT;
    if (node == null || (node.isScalar() && node.scalar() == null)) {
      return usual;
    }
    checkKeys(node, BLOCKLIST_KEYS);
    YamlNode code = node.get("ede_code");
    YamlNode age = node.get("max_age");
    if (code != null && !EDE_CODES.contains(code.text())) {
      throw code.problem("ede_code is 15 (the operator's own policy) or 16 (imposed by law)");
    }
    return new Configuration.Blocklists(
        code == null ? usual.edeCode() : Integer.parseInt(code.text()),
        age == null ? usual.maxAge() : duration(age, "max_age"));
  }

  private static Time time(YamlNode root) {
    YamlNode allowance = root.get("outage_allowance");
    YamlNode idle = root.get("idle_after");
    Duration idleAfter = idle == null ? Time.DEFAULT.idleAfter() : duration(idle, "idle_after");
    if (idle != null && idleAfter.compareTo(Duration.ofSeconds(1)) < 0) {
      throw idle.problem("idle_after is at least a second");
    }
    return new Time(
        allowance == null
            ? Time.DEFAULT.outageAllowance()
            : duration(allowance, "outage_allowance"),
        idleAfter);
  }

  private static Duration duration(YamlNode node, String name) {
    try {
      Duration duration =
          node.text().startsWith("P")
              ? Duration.parse(node.text())
              : Duration.ofMillis(Timespan.millis(node.text()));
      if (duration.isNegative()) {
        throw node.problem(name + " is not below zero");
      }
      return duration;
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw node.problem("expected a time such as 10m, 24h or PT10M");
    }
  }

  private static Map<String, List<String>> referenceSets(@Nullable YamlNode node) {
    Map<String, List<String>> sets = new HashMap<>();
    fieldsOf(node)
        .forEach((name, set) -> sets.put(name, set.items().stream().map(YamlNode::text).toList()));
    return sets;
  }

  private static Map<String, YamlNode> fieldsOf(@Nullable YamlNode node) {
    return node == null || (node.isScalar() && node.scalar() == null) ? Map.of() : node.fields();
  }

  private static List<YamlNode> itemsOf(@Nullable YamlNode node) {
    return node == null || (node.isScalar() && node.scalar() == null) ? List.of() : node.items();
  }

  private static YamlNode required(YamlNode node, String key) {
    YamlNode value = node.get(key);
    if (value == null) {
      throw node.problem("'" + key + "' is missing");
    }
    return value;
  }

  private static void checkKeys(YamlNode node, Set<String> known) {
    for (Map.Entry<String, YamlNode> entry : node.fields().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw entry
            .getValue()
            .problem(
                "unknown key '"
                    + entry.getKey()
                    + "'"
                    + Suggestions.didYouMean(entry.getKey(), known)
                    + "; there are "
                    + Arrays.toString(known.stream().sorted().toArray()));
      }
    }
  }
}

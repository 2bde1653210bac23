package org.drey.definitions.config;

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
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.score.Band;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads the YAML of a configuration; an unknown key is an error, not a setting without effect. */
final class ConfigurationReader {
  private static final Set<String> KEYS =
      Set.of(
          "reference_currency",
          "rates",
          "streams",
          "reference_sets",
          "families",
          "blocklist",
          "outage_allowance",
          "idle_after",
          "findings",
          "four_eyes",
          "retention",
          "flink",
          "splash",
          "sender");
  private static final Set<String> FINDINGS_KEYS = Set.of("topic");
  private static final Set<String> FOUR_EYES_KEYS = Set.of("from_band");
  private static final Set<String> BLOCKLIST_KEYS = Set.of("ede_code", "max_age");
  private static final Set<String> EDE_CODES = Set.of("15", "16");
  private static final Set<String> RATE_KEYS = Set.of("day", "currency", "rate");
  private final String file;

  ConfigurationReader(String file) {
    this.file = file;
  }

  DreyConfiguration read(String yaml) {
    try {
      YamlNode root = YamlNode.parse(file, yaml);
      if (root.isScalar() && root.scalar() == null) {
        return DreyConfiguration.DEFAULT;
      }
      root.fields(KEYS);
      YamlNode currency = root.get("reference_currency");
      String reference =
          currency == null ? DreyConfiguration.DEFAULT.referenceCurrency() : currency(currency);
      return checked(
          root.get("splash"),
          new DreyConfiguration(
              reference,
              rates(root.get("rates"), reference),
              StreamsReader.read(root.get("streams")),
              referenceSets(root.get("reference_sets")),
              families(root.get("families")),
              blocklists(root.get("blocklist")),
              time(root),
              hasFindingsTopic(root.get("findings")),
              SuffixList.BUNDLED,
              FlinkReader.read(root.get("flink")),
              fourEyesFrom(root.get("four_eyes")),
              RetentionReader.read(root.get("retention")),
              SplashReader.read(root.get("splash")),
              NoticeSender.read(root.get("sender"))));
    } catch (ProblemException e) {
      throw new InvalidConfigurationException(e.problem().toString());
    }
  }

  /** Checks that no statement on visitors contradicts a topic's declaration. */
  private static DreyConfiguration checked(@Nullable YamlNode splash, DreyConfiguration read) {
    if (splash != null
        && read.splash().nothingRecorded()
        && read.declarations().subjects() != LegalDeclarations.Subjects.REMOVED) {
      throw splash.problem(
          "nothing_recorded is true only where the legal_basis of dns-queries and web-requests is"
              + " none on every topic");
    }
    return read;
  }

  private static List<DreyConfiguration.Rate> rates(@Nullable YamlNode node, String reference) {
    List<DreyConfiguration.Rate> rates = new ArrayList<>();
    for (YamlNode item : ConfigurationNodes.itemsOf(node)) {
      item.fields(RATE_KEYS);
      BigDecimal rate = item.required("rate").number();
      if (rate.signum() <= 0) {
        throw item.problem("a rate is over 0");
      }
      String currency = currency(item.required("currency"));
      if (currency.equals(reference) && rate.compareTo(BigDecimal.ONE) != 0) {
        throw item.problem(currency + " is the reference currency: its rate is 1");
      }
      rates.add(new DreyConfiguration.Rate(day(item.required("day")), currency, rate));
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

  private static DreyConfiguration.Blocklists blocklists(@Nullable YamlNode node) {
    DreyConfiguration.Blocklists usual = DreyConfiguration.Blocklists.DEFAULT;
    if (node == null || node.isNothing()) {
      return usual;
    }
    node.fields(BLOCKLIST_KEYS);
    YamlNode code = node.get("ede_code");
    YamlNode age = node.get("max_age");
    if (code != null && !EDE_CODES.contains(code.text())) {
      throw code.problem("ede_code is 15 (the operator's own policy) or 16 (imposed by law)");
    }
    return new DreyConfiguration.Blocklists(
        code == null ? usual.edeCode() : Integer.parseInt(code.text()),
        age == null ? usual.maxAge() : ConfigurationNodes.duration(age, "max_age"));
  }

  private static boolean hasFindingsTopic(@Nullable YamlNode node) {
    if (node == null || node.isNothing()) {
      return false;
    }
    node.fields(FINDINGS_KEYS);
    return node.required("topic").bool();
  }

  private static @Nullable Band fourEyesFrom(@Nullable YamlNode node) {
    if (node == null || node.isNothing()) {
      return null;
    }
    node.fields(FOUR_EYES_KEYS);
    YamlNode from = node.required("from_band");
    return Arrays.stream(Band.values())
        .filter(band -> band.name().equals(from.text()))
        .findFirst()
        .orElseThrow(() -> from.problem("from_band is one of " + Arrays.toString(Band.values())));
  }

  private static TimeSettings time(YamlNode root) {
    YamlNode allowance = root.get("outage_allowance");
    YamlNode idle = root.get("idle_after");
    Duration idleAfter =
        idle == null
            ? TimeSettings.DEFAULT.idleAfter()
            : ConfigurationNodes.duration(idle, "idle_after");
    if (idle != null && idleAfter.compareTo(Duration.ofSeconds(1)) < 0) {
      throw idle.problem("idle_after is at least a second");
    }
    return new TimeSettings(
        allowance == null
            ? TimeSettings.DEFAULT.outageAllowance()
            : ConfigurationNodes.duration(allowance, "outage_allowance"),
        idleAfter);
  }

  private static FamilyCaps families(@Nullable YamlNode node) {
    return node == null || node.isNothing() ? FamilyCaps.CATALOGUE : FamilyCaps.CATALOGUE.and(node);
  }

  private static Map<String, List<String>> referenceSets(@Nullable YamlNode node) {
    Map<String, List<String>> sets = new HashMap<>();
    ConfigurationNodes.fieldsOf(node)
        .forEach((name, set) -> sets.put(name, set.items().stream().map(YamlNode::text).toList()));
    return sets;
  }
}

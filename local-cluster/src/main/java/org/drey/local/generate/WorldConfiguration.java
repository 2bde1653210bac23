package org.drey.local.generate;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.drey.rules.sigma.RuleFile;
import org.drey.yaml.YamlNode;

/** The configuration of jobs and replay, which is the same for every world. */
final class WorldConfiguration {
  private static final String FILE = "/world-config.yaml";

  /** Its YAML. */
  static final String TEXT = RuleFile.bundled(WorldConfiguration.class, FILE).get(0).text();

  private static final Map<String, Double> RATES = firstRates();

  private WorldConfiguration() {}

  /** Returns pence in the minor units of a currency; all here have two digits. */
  static long minorUnits(long pence, String currency) {
    return Math.round(
        pence
            / Objects.requireNonNull(RATES.get(currency), () -> "no rate is known of " + currency));
  }

  private static Map<String, Double> firstRates() {
    YamlNode configuration = YamlNode.parse(FILE, TEXT);
    Map<String, Double> rates = new TreeMap<>();
    rates.put(configuration.required("reference_currency").text(), 1.0);
    for (YamlNode rate : configuration.required("rates").items()) {
      rates.putIfAbsent(
          rate.required("currency").text(), rate.required("rate").number().doubleValue());
    }
    return rates;
  }
}

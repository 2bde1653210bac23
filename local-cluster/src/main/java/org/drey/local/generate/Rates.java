package org.drey.local.generate;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.drey.event.Topics;

/** What currencies are worth in pounds, and the configuration that says so. */
final class Rates {
  private static final Map<String, Double> POUNDS =
      Map.of("GBP", 1.0, "EUR", 0.86, "PHP", 0.0135, "USD", 0.79);

  private Rates() {}

  /** Pence in the minor units of a currency; all here have two digits. */
  static long minorUnits(long pence, String currency) {
    double pounds =
        Objects.requireNonNull(POUNDS.get(currency), () -> "no rate is known of " + currency);
    return Math.round(pence / pounds);
  }

  static String configuration() {
    String streams =
        Topics.INPUTS.stream()
            .map(topic -> "  " + topic + ": {legal_basis: 'synthetic data, no persons'}")
            .collect(Collectors.joining("\n"));
    return String.format(
        Locale.ROOT,
        """
        # Made by ./drey generate. All of it is synthetic: no person is behind any token.
        reference_currency: GBP
        rates:
          - {day: 2026-01-01, currency: EUR, rate: %s}
          - {day: 2026-01-01, currency: PHP, rate: %s}
          - {day: 2026-01-01, currency: USD, rate: %s}
          - {day: 2026-03-20, currency: EUR, rate: 0.855}
          - {day: 2026-03-20, currency: PHP, rate: 0.0137}
          - {day: 2026-03-20, currency: USD, rate: 0.78}
        streams:
        %s
        reference_sets:
          splash_answers: [%s]
        """,
        POUNDS.get("EUR"),
        POUNDS.get("PHP"),
        POUNDS.get("USD"),
        streams,
        Providers.SPLASH_ADDRESS);
  }
}

package org.drey.definitions.stream;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.drey.definitions.config.DreyConfiguration;
import org.jspecify.annotations.Nullable;

/** The worth of a currency's unit in the reference currency, day by day. Immutable. */
public final class CurrencyRates implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String referenceCurrency;
  private final Map<String, NavigableMap<LocalDate, BigDecimal>> byCurrency = new HashMap<>();

  public CurrencyRates(DreyConfiguration configuration) {
    this.referenceCurrency = configuration.referenceCurrency();
    for (DreyConfiguration.Rate rate : configuration.rates()) {
      byCurrency
          .computeIfAbsent(rate.currency(), currency -> new TreeMap<>())
          .put(rate.day(), rate.rate());
    }
  }

  /** The latest rate dated on or before a day; null if there is none. */
  public @Nullable BigDecimal on(LocalDate day, String currency) {
    if (currency.equals(referenceCurrency)) {
      return BigDecimal.ONE;
    }
    NavigableMap<LocalDate, BigDecimal> rates = byCurrency.get(currency);
    Map.Entry<LocalDate, BigDecimal> rate = rates == null ? null : rates.floorEntry(day);
    return rate == null ? null : rate.getValue();
  }
}

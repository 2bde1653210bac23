package org.drey.collect.format;

import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The currencies of ISO 4217 that have an exponent, by their letters and their numbers. */
final class CurrencyCodes {
  private static final Map<String, Currency> BY_CODE = byCode();

  private CurrencyCodes() {}

  private static Map<String, Currency> byCode() {
    Map<String, Currency> codes = new HashMap<>();
    Currency.getAvailableCurrencies().stream()
        .filter(currency -> currency.getDefaultFractionDigits() >= 0)
        .sorted(Comparator.comparing(Currency::getCurrencyCode))
        .forEach(
            currency -> {
              codes.put(currency.getCurrencyCode(), currency);
              if (currency.getNumericCode() > 0) {
                codes.putIfAbsent("%03d".formatted(currency.getNumericCode()), currency);
              }
            });
    return Map.copyOf(codes);
  }

  /** Returns the currency of three capital letters or three digits; null if there is none. */
  static @Nullable Currency find(String code) {
    return BY_CODE.get(code);
  }
}

package org.drey.collect.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The countries of ISO 3166-1 by their codes of two letters, three letters, and three digits. */
final class CountryCodes {
  private static final int DIGITS = 3;
  private static final Map<String, String> BY_CODE = byCode();

  private CountryCodes() {}

  private static Map<String, String> byCode() {
    Map<String, String> codes = new HashMap<>();
    codes.put("XK", "XK"); // Kosovo, which the standard leaves to its users: banks have it in IBANs
    for (String country : Locale.getISOCountries()) {
      codes.put(country, country);
      codes.put(new Locale("", country).getISO3Country(), country);
    }
    for (String one : numbers().split("\\s+", 0)) {
      codes.put(one.substring(0, DIGITS), one.substring(DIGITS));
    }
    return Map.copyOf(codes);
  }

  /** The digits, which Java does not know, each with its letters after it. */
  private static String numbers() {
    try (InputStream in = CountryCodes.class.getResourceAsStream("country-numbers.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the two letters of a code; null if there is no such country. */
  static @Nullable String letters(String code) {
    return BY_CODE.get(code.strip().toUpperCase(Locale.ROOT));
  }
}

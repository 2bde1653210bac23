package org.drey.collect.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Locale;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.base.NameSuggestions;
import org.drey.collect.feed.RefusalReason;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads what a format says of the conversions of a value. */
final class StepReader {
  private static final Pattern PLACES = Pattern.compile("(\\d{1,4})-(\\d{1,4})");
  private static final String NO_ZONE = "none";

  private final String field;
  private final Map<String, YamlNode> keys;

  /** A reader of the keys beside the origin of a field's value. */
  StepReader(String field, Map<String, YamlNode> keys) {
    this.field = field;
    this.keys = keys;
  }

  /** Reads them in the order in which they are done. */
  List<TextStep> read() {
    List<TextStep> steps = new ArrayList<>();
    YamlNode part = keys.get("part");
    if (part != null) {
      steps.add(part(part));
    }
    YamlNode table = keys.get("table");
    if (table != null) {
      steps.add(table(table, keys.get("otherwise")));
    }
    only("otherwise", "table");
    YamlNode as = keys.get("as");
    if (as != null) {
      steps.add(ValueReader.symbol(TextForm.class, as, as.text()));
    }
    YamlNode decimal = keys.get("decimal");
    if (decimal != null && !isOfCurrency(decimal)) {
      steps.add(new DecimalText(field, Math.toIntExact(decimal.wholeNumber()), notation()));
    }
    only("mark", "decimal");
    only("sign", "decimal");
    YamlNode time = keys.get("time");
    if (time != null && !YearlessTime.isPattern(time.words())) {
      steps.add(time(time, zone()));
    }
    only("zone", "time");
    return steps;
  }

  private void only(String key, String beside) {
    YamlNode alone = keys.get(key);
    if (alone != null && !keys.containsKey(beside)) {
      throw alone.problem("'" + key + "' belongs to a '" + beside + "'");
    }
  }

  private static TextStep part(YamlNode part) {
    Matcher places = PLACES.matcher(part.words());
    if (places.matches()) {
      int first = Integer.parseInt(places.group(1));
      int last = Integer.parseInt(places.group(2));
      if (first >= 1 && first <= last) {
        return new PartText(first, last);
      }
    }
    throw part.problem("'part' is the first and last of its characters, such as 39-40");
  }

  /** The way in which a number is written. */
  NumberNotation notation() {
    YamlNode mark = keys.get("mark");
    if (mark != null && !mark.text().equals(",") && !mark.text().equals(".")) {
      throw mark.problem("'mark' is \",\" or \".\"");
    }
    YamlNode sign = keys.get("sign");
    if (sign != null && !sign.text().equals("ignored")) {
      throw sign.problem("'sign' is ignored, or not there");
    }
    return new NumberNotation(mark == null ? 0 : mark.text().charAt(0), sign != null);
  }

  /** Returns whether an amount has the digits of the currency of its line. */
  static boolean isOfCurrency(YamlNode decimal) {
    return decimal.text().equals("currency");
  }

  private TextStep table(YamlNode table, @Nullable YamlNode otherwise) {
    Map<String, String> entries = new HashMap<>();
    table.fields().forEach((key, value) -> entries.put(key, value.text()));
    if (otherwise != null) {
      String other = otherwise.text();
      return text -> entries.getOrDefault(text, other);
    }
    return text -> {
      String value = entries.get(text);
      if (value == null) {
        throw new RefusedLineException(
            RefusalReason.OUT_OF_RANGE, field, "a value that the format's table has");
      }
      return value;
    };
  }

  private TextStep time(YamlNode time, @Nullable ZoneId zone) {
    try {
      return TimeText.of(field, time.words(), zone);
    } catch (IllegalArgumentException e) {
      throw time.problem(
          "'time' is iso, day, seconds, millis, micros, nanos, clf, or a pattern such as"
              + " dd.MM.yyyy HH:mm:ss"
              + NameSuggestions.didYouMean(
                  time.text(),
                  List.of("iso", "day", "seconds", "millis", "micros", "nanos", "clf")));
    }
  }

  /** The zone of times without an offset; null to refuse them. */
  @Nullable ZoneId zone() {
    YamlNode zone = keys.get("zone");
    if (zone == null) {
      return ZoneOffset.UTC;
    }
    try {
      return zone.words().equals(NO_ZONE) ? null : ZoneId.of(zone.words());
    } catch (DateTimeException e) {
      throw zone.problem("no zone that Java knows");
    }
  }

  /**
   * Some characters of a text of fixed places.
   *
   * @param first place, from 1
   * @param last place; of a shorter text nothing is left
   */
  private record PartText(int first, int last) implements TextStep {
    @Override
    public @Nullable String apply(String text) {
      return text.length() < last ? null : text.substring(first - 1, last);
    }
  }

  /** The form in which texts are written: what {@code as} of a format says. */
  private enum TextForm implements TextStep {
    /** A name of DNS: small letters, no dot at the end. */
    NAME {
      @Override
      public String apply(String text) {
        return nameOf(text);
      }
    },
    /** A name or address; anything else, such as a TXT record, is left out. */
    NAME_OR_ADDRESS {
      @Override
      public @Nullable String apply(String text) {
        for (int i = 0; i < text.length(); i++) {
          char c = text.charAt(i);
          if (!(isLetterOrDigit(c) || c == '.' || c == ':' || c == '-' || c == '_')) {
            return null;
          }
        }
        return text.indexOf('.') < 0 && text.indexOf(':') < 0 ? null : nameOf(text);
      }
    },
    /** An address with a port after its last colon: the address. */
    WITHOUT_PORT {
      @Override
      public String apply(String text) {
        String address = text.substring(0, Math.max(0, text.lastIndexOf(':')));
        return address.startsWith("[") && address.endsWith("]")
            ? address.substring(1, address.length() - 1)
            : address;
      }
    },
    /** Capital letters. */
    UPPER {
      @Override
      public String apply(String text) {
        return text.toUpperCase(Locale.ROOT);
      }
    },
    /** Small letters. */
    LOWER {
      @Override
      public String apply(String text) {
        return text.toLowerCase(Locale.ROOT);
      }
    },
    /** Two letters of a country, which may be written with three, or three digits. */
    COUNTRY {
      @Override
      public @Nullable String apply(String text) {
        return CountryCodes.letters(text);
      }
    },
    /** Three letters of a currency, which may be written as a number. */
    CURRENCY {
      @Override
      public String apply(String text) throws RefusedLineException {
        Currency currency = CurrencyCodes.find(text);
        if (currency == null) {
          throw new RefusedLineException(RefusalReason.OUT_OF_RANGE, null, "a currency of ISO 4217");
        }
        return currency.getCurrencyCode();
      }
    };

    @Override
    public abstract @Nullable String apply(String text) throws RefusedLineException;

    private static String nameOf(String text) {
      return lower(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }

    private static boolean isLetterOrDigit(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Letters of ASCII alone: what is beyond is no letter to DNS. */
    private static String lower(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
          return lowered(text);
        }
      }
      return text;
    }

    private static String lowered(String text) {
      StringBuilder low = new StringBuilder(text);
      for (int i = 0; i < low.length(); i++) {
        char c = low.charAt(i);
        if (c >= 'A' && c <= 'Z') {
          low.setCharAt(i, (char) (c + ('a' - 'A')));
        }
      }
      return low.toString();
    }

    /** The countries of ISO 3166-1 by their codes of two letters, three letters, and three digits. */
    private static final class CountryCodes {
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
  }
}

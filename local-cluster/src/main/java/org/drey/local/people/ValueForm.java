package org.drey.local.people;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.drey.base.NameSuggestions;
import org.drey.base.SigmaTimespan;

/** The forms of values in the files of people; a number is a whole one of its smallest part. */
enum ValueForm implements Function<String, Function<Random, Object>> {
  /** Names, which are taken as they are. */
  TEXT("a text"),
  /** true or false. */
  FLAG("true or false"),
  /** Whole numbers: how many, or days. */
  COUNT("a whole number"),
  /** Amounts in pounds, as pence. */
  POUNDS("an amount with at most two decimals"),
  /** Factors, shares and chances, as thousandths. */
  FACTOR("a number with at most three decimals"),
  /** Times of the day, as minutes; a range may pass midnight. */
  HOUR("a time of the day such as 9 or 17:45"),
  /** Timespans, also negative, as milliseconds. */
  TIME("a timespan such as 30s or -20m");

  private static final int DAY_MINUTES = 24 * 60;
  private final String words;

  ValueForm(String words) {
    this.words = words;
  }

  /** Returns what draws from one text: of numbers {@code a} or {@code a..b}, both included. */
  @Override
  public Function<Random, Object> apply(String text) {
    int dots = text.indexOf("..");
    if (this == TEXT || this == FLAG || dots < 0) {
      Object value = value(text);
      return random -> value;
    }
    long low = (long) value(text.substring(0, dots));
    long end = (long) value(text.substring(dots + 2));
    long high = this == HOUR && end <= low ? end + DAY_MINUTES : end;
    if (high < low || high - low >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException("'" + text + "' is no range from low to high");
    }
    return random -> low + random.nextInt((int) (high - low) + 1);
  }

  private Object value(String text) {
    try {
      return switch (this) {
        case TEXT -> text;
        case FLAG -> flag(text);
        case COUNT -> Long.parseLong(text);
        case POUNDS -> new BigDecimal(text).movePointRight(2).longValueExact();
        case FACTOR -> new BigDecimal(text).movePointRight(3).longValueExact();
        case HOUR -> minute(text.split(":", 2));
        case TIME -> text.startsWith("-") ? -time(text.substring(1)) : time(text);
      };
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is not " + words, e);
    }
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException();
    }
    return text.equals("true");
  }

  private static long minute(String[] parts) {
    return 60 * Long.parseLong(parts[0]) + (parts.length > 1 ? Long.parseLong(parts[1]) : 0);
  }

  private static long time(String text) {
    return text.equals("0") ? 0 : SigmaTimespan.millis(text);
  }

  /** Returns the form of the symbols of an enum, which may be in lower case. */
  static Function<String, Function<Random, Object>> symbol(Class<?> type) {
    Map<String, Object> symbols = new LinkedHashMap<>();
    for (Object one : type.getEnumConstants()) {
      symbols.put(one.toString(), one);
    }
    return text -> {
      String name = text.toUpperCase(Locale.ROOT);
      Object symbol = symbols.get(name);
      if (symbol == null) {
        String known = String.join(", ", symbols.keySet());
        String near = NameSuggestions.didYouMean(name, symbols.keySet());
        throw new IllegalArgumentException("'" + text + "' is none of " + known + near);
      }
      return random -> symbol;
    };
  }
}

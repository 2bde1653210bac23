package org.drey.local.people;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.drey.base.SigmaTimespan;
import org.drey.yaml.YamlNode;

/**
 * A value that is drawn each time it is asked for: one of some alternatives, each of which draws
 * from a range or is one value.
 *
 * @param alternatives each as often as its weight
 */
record DrawnValue(List<Function<Random, Object>> alternatives) {

  /** Returns a value by chance. */
  Object from(Random random) {
    int chosen = alternatives.size() == 1 ? 0 : random.nextInt(alternatives.size());
    return alternatives.get(chosen).apply(random);
  }

  /**
   * Reads one value, a list of alternatives, or a map from alternatives to weights.
   *
   * @param form what draws from the text of an alternative
   */
  static DrawnValue read(YamlNode node, Function<String, Function<Random, Object>> form) {
    List<Function<Random, Object>> read = new ArrayList<>();
    if (node.isMap()) {
      node.fields()
          .forEach(
              (text, weight) ->
                  read.addAll(
                      Collections.nCopies(
                          Math.toIntExact(weight.wholeNumber()), form.apply(text))));
    } else {
      node.items().forEach(item -> read.add(form.apply(item.text())));
    }
    return new DrawnValue(List.copyOf(read));
  }

  /** Returns the form of the symbols of an enum, which may be in lower case. */
  static Function<String, Function<Random, Object>> symbol(Class<?> type) {
    return text -> {
      String name = text.toUpperCase(Locale.ROOT);
      Object symbol =
          Stream.of(type.getEnumConstants())
              .filter(one -> one.toString().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(text + " is no " + type));
      return random -> symbol;
    };
  }

  /** The forms of other values; a number is a whole one of its smallest part. */
  enum Form implements Function<String, Function<Random, Object>> {
    /** Names, which are taken as they are. */
    TEXT,
    /** true or false. */
    FLAG,
    /** Whole numbers: how many, or days. */
    COUNT,
    /** Amounts in pounds, as pence. */
    POUNDS,
    /** Factors, shares and chances, as thousandths. */
    FACTOR,
    /** Times of the day, as minutes; a range may pass midnight. */
    HOUR,
    /** Timespans, also negative, as milliseconds. */
    TIME;

    private static final int DAY_MINUTES = 24 * 60;

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
      return random -> low + random.nextInt(Math.toIntExact(high - low) + 1);
    }

    private Object value(String text) {
      return switch (this) {
        case TEXT -> text;
        case FLAG -> Boolean.parseBoolean(text);
        case COUNT -> Long.parseLong(text);
        case POUNDS -> new BigDecimal(text).movePointRight(2).longValueExact();
        case FACTOR -> new BigDecimal(text).movePointRight(3).longValueExact();
        case HOUR -> minute(text.split(":", 2));
        case TIME -> text.startsWith("-") ? -time(text.substring(1)) : time(text);
      };
    }

    private static long minute(String[] parts) {
      return 60 * Long.parseLong(parts[0]) + (parts.length > 1 ? Long.parseLong(parts[1]) : 0);
    }

    private static long time(String text) {
      return text.equals("0") ? 0 : SigmaTimespan.millis(text);
    }
  }
}

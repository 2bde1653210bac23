package org.drey.collect.format;

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
}

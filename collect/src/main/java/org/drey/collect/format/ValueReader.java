package org.drey.collect.format;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;

/** Reads what a format says of the value of one field. */
final class ValueReader {
  private static final List<String> ORIGINS = List.of("from", "text", "value", "hash", "first");
  private static final Set<String> KEYS =
      Stream.concat(
              ORIGINS.stream(),
              Stream.of(
                  "when",
                  "split",
                  "part",
                  "table",
                  "otherwise",
                  "as",
                  "time",
                  "zone",
                  "decimal",
                  "mark",
                  "sign"))
          .collect(Collectors.toSet());

  private static final String CURRENCY = "currency";

  private final SourceNames names;
  private final YamlNode fields;
  private final String field;

  /**
   * A reader of the value of a field.
   *
   * @param fields of the record, of which it is one
   */
  ValueReader(SourceNames names, YamlNode fields, String field) {
    this.names = names;
    this.fields = fields;
    this.field = field;
  }

  ValueSource read(YamlNode node) {
    if (!node.isMap()) {
      return origin("from", node);
    }
    Map<String, YamlNode> keys = node.fields(KEYS);
    List<String> origins = ORIGINS.stream().filter(keys::containsKey).toList();
    if (origins.size() != 1) {
      throw node.problem("'" + field + "' comes from exactly one of " + String.join(", ", ORIGINS));
    }
    ValueSource origin = origin(origins.get(0), node.required(origins.get(0)));
    YamlNode split = keys.get("split");
    if (split != null) {
      if (split.text().length() != 1) {
        throw split.problem("'split' is one character");
      }
      origin = new ValueSource.Split(origin, split.text().charAt(0));
    }
    YamlNode when = keys.get("when");
    StepReader steps = new StepReader(field, keys);
    ValueSource converted =
        new ValueSource.Converted(
            when == null ? List.of() : conditions(names, when), origin, steps.read());
    return ofLine(keys, steps, converted);
  }

  /** A value that other things of its line decide. */
  private ValueSource ofLine(Map<String, YamlNode> keys, StepReader steps, ValueSource value) {
    YamlNode decimal = keys.get("decimal");
    if (decimal != null && StepReader.isOfCurrency(decimal)) {
      YamlNode currency = fields.get(CURRENCY);
      if (currency == null) {
        throw decimal.problem("'decimal: currency' is of a record with the field 'currency'");
      }
      return new ValueSource.Amount(
          field, value, new ValueReader(names, fields, CURRENCY).read(currency), steps.notation());
    }
    YamlNode time = keys.get("time");
    if (time != null && YearlessTime.isPattern(time.words())) {
      ZoneId zone = steps.zone();
      if (zone == null) {
        throw time.problem("a time without a year is of a 'zone'");
      }
      try {
        return new ValueSource.Dated(value, new YearlessTime(field, time.words(), zone));
      } catch (IllegalArgumentException e) {
        throw time.problem("'time' is no pattern of Java");
      }
    }
    return value;
  }

  private ValueSource origin(String kind, YamlNode node) {
    return switch (kind) {
      case "from" -> firstOf(node.items().stream().map(this::named).toList());
      case "text" -> names.text(node);
      case "value" -> new ValueSource.Constant(node.text());
      case "hash" -> new ValueSource.Hash(node.items().stream().map(this::read).toList());
      default -> firstOf(node.items().stream().map(this::read).toList());
    };
  }

  private ValueSource named(YamlNode node) {
    return names.from(node, node.words());
  }

  private static ValueSource firstOf(List<ValueSource> sources) {
    return sources.size() == 1 ? sources.get(0) : new ValueSource.FirstOf(sources);
  }

  /** Reads demands on a line: source and, after a bar, how it is compared. */
  static List<LineCondition> conditions(SourceNames names, YamlNode node) {
    List<LineCondition> conditions = new ArrayList<>();
    node.fields()
        .forEach(
            (key, values) -> {
              int bar = key.lastIndexOf('|');
              String kind = bar < 0 ? "equals" : key.substring(bar + 1);
              conditions.add(
                  new LineCondition(
                      names.from(values, bar < 0 ? key : key.substring(0, bar)),
                      symbol(LineCondition.Kind.class, values, kind),
                      values.items().stream()
                          .map(YamlNode::text)
                          .collect(Collectors.toUnmodifiableSet())));
            });
    return conditions;
  }

  /** The one of an enum that is meant. */
  static <E extends Enum<E>> E symbol(Class<E> type, YamlNode node, String text) {
    List<String> known =
        Arrays.stream(type.getEnumConstants())
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .toList();
    int at = known.indexOf(text);
    if (at < 0) {
      throw node.problem(
          "unknown '"
              + text
              + "'"
              + NameSuggestions.didYouMean(text, known)
              + "; there are "
              + String.join(", ", known));
    }
    return type.getEnumConstants()[at];
  }
}

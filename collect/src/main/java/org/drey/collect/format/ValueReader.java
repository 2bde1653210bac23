package org.drey.collect.format;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.base.NameSuggestions;
import org.drey.collect.feed.RefusalReason;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads what a format says of the value of one field. */
final class ValueReader {
  private static final List<String> ORIGINS = List.of("from", "text", "value", "hash", "first");
  private static final Set<String> KEYS =
      Stream.concat(
              ORIGINS.stream(),
              Stream.of(
                  "when", "split", "table", "otherwise", "as", "time", "zone", "decimal", "plus"))
          .collect(Collectors.toSet());

  private final SourceNames names;
  private final String field;

  ValueReader(SourceNames names, String field) {
    this.names = names;
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
    return new ValueSource.Converted(
        when == null ? List.of() : conditions(names, when), origin, steps(keys));
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

  private List<TextStep> steps(Map<String, YamlNode> keys) {
    List<TextStep> steps = new ArrayList<>();
    YamlNode table = keys.get("table");
    if (table != null) {
      steps.add(table(table, keys.get("otherwise")));
    } else if (keys.containsKey("otherwise")) {
      throw keys.get("otherwise").problem("'otherwise' belongs to a 'table'");
    }
    YamlNode as = keys.get("as");
    if (as != null) {
      steps.add(symbol(TextForm.class, as, as.text()));
    }
    YamlNode decimal = keys.get("decimal");
    if (decimal != null) {
      steps.add(new DecimalText(field, Math.toIntExact(decimal.wholeNumber())));
    }
    YamlNode plus = keys.get("plus");
    if (plus != null) {
      steps.add(new SumText(field, plus.wholeNumber()));
    }
    YamlNode time = keys.get("time");
    if (time != null) {
      steps.add(time(time, keys.get("zone")));
    }
    return steps;
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

  private TextStep time(YamlNode time, @Nullable YamlNode zone) {
    try {
      return TimeText.of(
          field, time.words(), zone == null ? ZoneOffset.UTC : ZoneId.of(zone.words()));
    } catch (DateTimeException e) {
      throw zone == null ? time.problem("no zone") : zone.problem("no zone that Java knows");
    } catch (IllegalArgumentException e) {
      throw time.problem(
          "'time' is iso, seconds, millis, micros, nanos, clf, or a pattern such as"
              + " dd.MM.yyyy HH:mm:ss"
              + NameSuggestions.didYouMean(
                  time.text(), List.of("iso", "seconds", "millis", "micros", "nanos", "clf")));
    }
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
                      values.items().stream().map(YamlNode::text).toList()));
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

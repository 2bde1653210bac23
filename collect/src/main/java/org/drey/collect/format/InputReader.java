package org.drey.collect.format;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads what a format says of the syntax of its lines. */
final class InputReader {
  private static final Set<String> KEYS =
      Set.of("type", "columns", "pattern", "start_at", "separator", "empty");

  /** The syntax of lines. */
  private enum Type {
    JSON,
    CSV,
    TSV,
    WORDS,
    ZEEK,
    PATTERN
  }

  private final YamlNode node;
  private final Map<String, YamlNode> keys;
  private final Type type;

  InputReader(YamlNode node) {
    this.node = node;
    this.keys = node.isMap() ? node.fields(KEYS) : Map.of("type", node);
    YamlNode named = node.isMap() ? node.required("type") : node;
    this.type = ValueReader.symbol(Type.class, named, named.text());
  }

  /** Texts that stand for nothing: of columns the empty one and a dash, if nothing is said. */
  Set<String> empty() {
    YamlNode empty = keys.get("empty");
    if (empty != null) {
      return empty.items().stream().map(YamlNode::text).collect(Collectors.toSet());
    }
    return type == Type.JSON ? Set.of() : Set.of("", "-");
  }

  /** What makes an input for each file or connection. */
  Supplier<LineInput> input(SourceNames names) {
    List<SourcePath> sources = names.paths();
    return switch (type) {
      case JSON -> {
        only("start_at");
        String start = text("start_at");
        yield () -> new JsonInput(sources, start);
      }
      case ZEEK -> {
        only();
        yield () -> new ZeekInput(sources);
      }
      case PATTERN -> pattern(names, sources);
      case WORDS -> {
        only("columns");
        List<String> columns = columns(names);
        if (columns == null) {
          throw node.problem("'columns' is missing: the names of the words, from the left");
        }
        yield () -> new ColumnInput(LineCutters::words, sources, columns, true);
      }
      case CSV, TSV -> separated(names, sources);
    };
  }

  private Supplier<LineInput> separated(SourceNames names, List<SourcePath> sources) {
    only("columns", "separator");
    String given = text("separator");
    if (given != null && given.length() != 1) {
      throw node.problem("'separator' is one character");
    }
    char separator = given != null ? given.charAt(0) : type == Type.CSV ? ',' : '\t';
    List<String> columns = columns(names);
    ColumnInput.Cutter cutter =
        type == Type.CSV
            ? line -> LineCutters.quoted(line, separator)
            : line -> LineCutters.plain(line, separator);
    return () -> new ColumnInput(cutter, sources, columns, false);
  }

  private Supplier<LineInput> pattern(SourceNames names, List<SourcePath> sources) {
    only("pattern");
    YamlNode text = node.required("pattern");
    try {
      Pattern pattern = Pattern.compile(text.text());
      checkNames(names, PatternInput.groups(text.text()));
      return () -> new PatternInput(pattern, sources);
    } catch (PatternSyntaxException e) {
      throw text.problem("not a regular expression: " + e.getDescription());
    }
  }

  private @Nullable List<String> columns(SourceNames names) {
    YamlNode columns = keys.get("columns");
    if (columns == null) {
      return null;
    }
    List<String> all = columns.items().stream().map(YamlNode::words).toList();
    checkNames(names, Set.copyOf(all));
    return all;
  }

  private static void checkNames(SourceNames names, Set<String> known) {
    names
        .all()
        .forEach(
            (name, at) -> {
              if (!known.contains(name)) {
                throw at.problem(
                    "a line has no '" + name + "'" + NameSuggestions.didYouMean(name, known));
              }
            });
  }

  private @Nullable String text(String key) {
    YamlNode value = keys.get(key);
    return value == null ? null : value.text();
  }

  private void only(String... more) {
    Set<String> allowed =
        Stream.concat(Stream.of("type", "empty"), Arrays.stream(more)).collect(Collectors.toSet());
    if (node.isMap()) {
      node.fields(allowed);
    }
  }
}

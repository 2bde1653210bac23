package org.drey.collect.format;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
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

  /** Texts read as null; for columns the empty text and {@code -}, if nothing is said. */
  Set<String> empty() {
    YamlNode empty = keys.get("empty");
    if (empty != null) {
      return empty.items().stream().map(YamlNode::text).collect(Collectors.toSet());
    }
    return type == Type.JSON ? Set.of() : Set.of("", "-");
  }

  /** Makes an input for each file or connection. */
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

  /** Logs of Zeek, as JSON or as columns that a line {@code #fields} names. */
  private static final class ZeekInput implements LineInput {
    private static final String FIELDS = "#fields\t";

    private final JsonInput json;
    private final ColumnInput columns;
    private boolean isNamed;

    ZeekInput(List<SourcePath> sources) {
      this.json = new JsonInput(sources, null);
      this.columns =
          new ColumnInput(
              line -> LineCutters.plain(line, '\t').stream().map(ZeekInput::cell).toList(),
              sources,
              List.of(),
              false);
    }

    /** Nothing, where it says so; else the text without its escapes. */
    private static String cell(String text) {
      return text.equals("-") || text.equals("(empty)") ? "" : LineCutters.unescaped(text);
    }

    @Override
    public boolean isHead(String line) {
      if (line.startsWith(FIELDS)) {
        columns.name(LineCutters.plain(line.substring(FIELDS.length()), '\t'));
        isNamed = true;
      }
      return line.startsWith("#");
    }

    @Override
    public void read(byte[] line, String text, LineValues into) throws RefusedLineException {
      if (text.startsWith("{")) {
        json.read(line, text, into);
      } else if (isNamed) {
        columns.read(line, text, into);
      } else {
        throw LineInput.malformed("JSON, or columns after a line that begins with #fields");
      }
    }

    @Override
    public Set<String> names(String line) {
      return line.startsWith("{") ? json.names(line) : columns.names(line);
    }
  }

  /** Lines of columns; their names are in the format, or in the first line. */
  private static final class ColumnInput implements LineInput {
    /** The way in which a line is cut into columns. */
    interface Cutter {
      /** Cuts a line; null if that cannot be done. */
      @Nullable List<String> cut(String line);
    }

    private static final String MARK = "\uFEFF"; // of UTF-8, as some write it

    private final Cutter cutter;
    private final List<SourcePath> sources;
    private final boolean mayHaveMore;
    private int[] columns; // the column of each source, or -1; none while the names are unknown
    private List<String> names = List.of();

    /**
     * An input.
     *
     * @param names of the columns; null if the first line has them
     * @param mayHaveMore whether a line may have more columns than names
     */
    ColumnInput(
        Cutter cutter,
        List<SourcePath> sources,
        @Nullable List<String> names,
        boolean mayHaveMore) {
      this.cutter = cutter;
      this.sources = sources;
      this.mayHaveMore = mayHaveMore;
      this.columns = new int[0];
      if (names != null) {
        name(names);
      }
    }

    /** Sets the names of the columns. */
    void name(List<String> names) {
      this.names = List.copyOf(names);
      columns =
          sources.stream()
              .mapToInt(source -> source.steps().size() == 1 ? at(names, source) : -1)
              .toArray();
    }

    private static int at(List<String> names, SourcePath source) {
      return names.indexOf(source.steps().get(0));
    }

    @Override
    public boolean isHead(String line) {
      if (!names.isEmpty()) {
        return false;
      }
      List<String> head = cutter.cut(line.startsWith(MARK) ? line.substring(1) : line);
      name(head == null ? List.of(line) : head);
      return true;
    }

    @Override
    public void read(byte[] line, String text, LineValues into) throws RefusedLineException {
      List<String> cells = cutter.cut(text);
      if (cells == null) {
        throw LineInput.malformed("columns whose quotes are closed");
      }
      int count = names.size();
      if (cells.size() < count || (cells.size() > count && !mayHaveMore)) {
        throw LineInput.malformed("expected " + count + " columns, found " + cells.size());
      }
      for (int i = 0; i < columns.length; i++) {
        if (columns[i] >= 0) {
          into.put(i, cells.get(columns[i]));
        }
      }
    }

    @Override
    public Set<String> names(String line) {
      return Set.copyOf(names);
    }
  }

  /** Lines that a regular expression takes to pieces, by the names of its groups. */
  private static final class PatternInput implements LineInput {
    private static final int LOOKS_A_CHARACTER = 200;

    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    private final Pattern pattern;
    private final List<SourcePath> sources;

    PatternInput(Pattern pattern, List<SourcePath> sources) {
      this.pattern = pattern;
      this.sources = sources;
    }

    @Override
    public void read(byte[] line, String text, LineValues into) throws RefusedLineException {
      Matcher matcher = pattern.matcher(new PatientText(text));
      try {
        if (!matcher.matches()) {
          throw LineInput.malformed("a line of the format's pattern");
        }
      } catch (TooManyLooks | StackOverflowError e) {
        throw LineInput.malformed(
            "a line that the format's pattern can be tried on in a short time");
      }
      for (int i = 0; i < sources.size(); i++) {
        String value = matcher.group(sources.get(i).steps().get(0));
        if (value != null) {
          into.put(i, value);
        }
      }
    }

    @Override
    public Set<String> names(String line) {
      return groups(pattern.pattern());
    }

    /** The names of the groups of a pattern. */
    static Set<String> groups(String pattern) {
      return GROUP
          .matcher(pattern)
          .results()
          .map(result -> result.group(1))
          .collect(Collectors.toSet());
    }

    /** A text that is not looked at for ever, as some patterns do with some lines. */
    private static final class PatientText implements CharSequence {
      private final String text;
      private long looks;

      PatientText(String text) {
        this.text = text;
        this.looks = LOOKS_A_CHARACTER * (text.length() + (long) LOOKS_A_CHARACTER);
      }

      @Override
      public char charAt(int index) {
        if (--looks < 0) {
          throw new TooManyLooks();
        }
        return text.charAt(index);
      }

      @Override
      public int length() {
        return text.length();
      }

      @Override
      public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
      }

      @Override
      public String toString() {
        return text;
      }
    }

    /** The end of patience. */
    private static final class TooManyLooks extends RuntimeException {
      private static final long serialVersionUID = 1L;

      TooManyLooks() {
        super(null, null, false, false);
      }
    }
  }
}

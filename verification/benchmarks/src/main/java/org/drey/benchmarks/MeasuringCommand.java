package org.drey.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.terminal.FolderFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * A benchmark: its options, a folder while it runs, and a report of figures and promises. Each
 * measures Drey and what it is compared with in turns; a promise is a ratio where it can be.
 */
abstract class MeasuringCommand implements Callable<Integer> {
  private static final Set<String> ABOUT_THE_REPORT = Set.of("--json", "--check");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds (as many as what is promised was measured with).")
  private @Nullable Integer rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of names and times (${DEFAULT-VALUE}).")
  private long seed = 7;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
  private @Nullable Path json;

  @Option(names = "--check", description = "Exit with 1 if a target is missed.")
  private boolean check;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<String> notes = new ArrayList<>();
  private final List<FigureTable> tables = new ArrayList<>();
  private final List<PromisedTarget> targets = new ArrayList<>();

  /** A whole number from 1. */
  static final class AtLeastOne implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return AtLeastZero.number(text, 1);
    }
  }

  /** A whole number from 0. */
  static final class AtLeastZero implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 0);
    }

    private static int number(String text, int least) {
      try {
        int number = Integer.parseInt(text);
        if (number >= least) {
          return number;
        }
      } catch (NumberFormatException e) {
        // it is said below
      }
      throw new TypeConversionException(
          "'%s' is not a whole number from %d to %d".formatted(text, least, Integer.MAX_VALUE));
    }
  }

  /**
   * A promise, and the result.
   *
   * @param what the promise
   * @param measured what was measured
   * @param atMost what it may be
   */
  record PromisedTarget(String what, double measured, double atMost) {
    boolean isMet() {
      return measured <= atMost;
    }
  }

  /** Work that is done again and again; rounds before number 0 do not count. */
  interface Round {
    void run(int number) throws Exception;
  }

  /**
   * Measures, and gives figures and promises to the report.
   *
   * @param folder for files, gone afterwards
   */
  abstract void measure(Path folder) throws Exception;

  @Override
  public final Integer call() throws Exception {
    Path folder = Files.createTempDirectory("drey-benchmark");
    try {
      measure(folder);
    } finally {
      FolderFiles.delete(folder);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(text());
    out.flush();
    if (json != null) {
      write(json);
    }
    return check && !targets.stream().allMatch(PromisedTarget::isMet) ? 1 : 0;
  }

  final long seed() {
    return seed;
  }

  /**
   * Returns how many rounds there are.
   *
   * @param usual how many unless the user says otherwise
   */
  final int rounds(int usual) {
    int count = rounds == null ? usual : rounds;
    rounds = count;
    return count;
  }

  /** Runs rounds that do not count, then those that do. */
  final void inRounds(int warmUp, int usual, Round round) throws Exception {
    int count = rounds(usual);
    for (int number = -warmUp; number < count; number++) {
      progress(number < 0 ? "warming up" : "round " + (number + 1) + " of " + count);
      round.run(number);
    }
  }

  /** Refuses options of which each has something else measured, where more than one is given. */
  final void onlyOne(String options, boolean... given) {
    int count = 0;
    for (boolean one : given) {
      count += one ? 1 : 0;
    }
    if (count > 1) {
      throw new ParameterException(
          spec.commandLine(), "Each of " + options + " is measured alone: give one of them.");
    }
  }

  /** Says what is being done; not part of the result. */
  final void progress(String doing) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(doing + " …");
    err.flush();
  }

  /** Adds what a reader must know to read the figures. */
  final void note(String note) {
    notes.add(note);
  }

  /** Adds a table, whose columns are separated by {@code |}. */
  final FigureTable table(String title, String columns) {
    FigureTable table = new FigureTable(title, columns);
    tables.add(table);
    return table;
  }

  final void promise(String what, double measured, double atMost) {
    targets.add(new PromisedTarget(what, measured, atMost));
  }

  private String text() {
    StringBuilder text = new StringBuilder(command()).append('\n');
    text.append(MachineFacts.here().toText()).append("\n\n");
    notes.forEach(note -> text.append(note).append('\n'));
    tables.forEach(table -> text.append('\n').append(table.toText()));
    text.append(targets.isEmpty() ? "" : "\nTargets\n\n");
    for (PromisedTarget target : targets) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s  %s: %.3g, at most %.3g%n",
              target.isMet() ? "met   " : "MISSED",
              target.what(),
              target.measured(),
              target.atMost()));
    }
    return text.toString();
  }

  private void write(Path file) throws IOException {
    Map<String, Object> figures = new LinkedHashMap<>();
    tables.forEach(table -> figures.put(table.title, table.rowsByColumn()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("command", command());
    all.put("machine", MachineFacts.here());
    all.put("notes", notes);
    all.put("figures", figures);
    all.put("targets", targets);
    JSON.writeValue(file.toFile(), all);
  }

  /** Returns what has to be typed for the same once more, with what was not said. */
  private String command() {
    return spec.name()
        + spec.options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .filter(option -> !ABOUT_THE_REPORT.contains(option.longestName()))
            .filter(option -> option.getValue() != null)
            .map(option -> " " + option.longestName() + value(option))
            .collect(Collectors.joining());
  }

  private static String value(OptionSpec option) {
    Object value = option.getValue();
    if (value instanceof Boolean isSet) {
      return "=" + isSet;
    }
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).collect(Collectors.joining(",", " ", ""))
        : " " + value;
  }

  /** Figures in rows and columns. Filled while it is measured; not thread-safe. */
  static final class FigureTable {
    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    FigureTable(String title, String columns) {
      this.title = title;
      this.columns = List.of(columns.split(" \\| ", -1));
    }

    /** Adds a row, with a text or number for each column. */
    void row(Object... cells) {
      if (cells.length != columns.size()) {
        throw new IllegalArgumentException(
            title + ": " + columns.size() + " columns, " + cells.length + " cells");
      }
      rows.add(List.of(cells));
    }

    private List<Map<String, Object>> rowsByColumn() {
      List<Map<String, Object>> all = new ArrayList<>();
      for (List<Object> row : rows) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
          Object cell = row.get(column);
          cells.put(
              columns.get(column),
              cell instanceof Double number ? Double.valueOf(text(number)) : cell);
        }
        all.add(cells);
      }
      return all;
    }

    /** Returns the table for people, as Markdown. */
    private String toText() {
      StringBuilder text = new StringBuilder(title).append("\n\n");
      line(text, columns);
      line(text, columns.stream().map(column -> "---").toList());
      rows.forEach(row -> line(text, row.stream().map(FigureTable::text).toList()));
      return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
      text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Three digits that count, and no fewer before the point than there are. */
    private static String text(Object cell) {
      if (cell instanceof Double number) {
        int decimals = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
      }
      return cell.toString();
    }
  }

  /**
   * The facts of a machine that the figures depend on and a reader needs to know; not which machine
   * it was.
   *
   * @param hugePages what the kernel says of transparent huge pages: always, madvise or never
   * @param javaOptions with which this JVM was started, without paths
   */
  record MachineFacts(
      int cores,
      long memoryGiB,
      long pageBytes,
      String hugePages,
      List<String> javaOptions,
      String java) {
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final Pattern PAGE = Pattern.compile("KernelPageSize:\\s+(\\d+) kB");

    /** Returns this machine; what it does not say is 0 or "unknown". */
    static MachineFacts here() {
      return new MachineFacts(
          Runtime.getRuntime().availableProcessors(),
          Long.parseLong(find(Path.of("/proc/meminfo"), TOTAL, "0")) >> 20,
          Long.parseLong(find(Path.of("/proc/self/smaps"), PAGE, "0")) << 10,
          find(HUGE_PAGES, CHOSEN, "unknown"),
          ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
              .filter(option -> option.startsWith("-X"))
              .toList(),
          Runtime.version().toString());
    }

    private String toText() {
      return String.format(
          Locale.ROOT,
          "%d cores, %d GiB, pages of %d bytes, transparent huge pages: %s; Java %s %s",
          cores,
          memoryGiB,
          pageBytes,
          hugePages,
          java,
          String.join(" ", javaOptions));
    }

    private static String find(Path file, Pattern pattern, String otherwise) {
      try {
        Matcher found = pattern.matcher(Files.readString(file));
        return found.find() ? found.group(1) : otherwise;
      } catch (IOException e) {
        return otherwise; // not a Linux, or not ours to read
      }
    }
  }
}

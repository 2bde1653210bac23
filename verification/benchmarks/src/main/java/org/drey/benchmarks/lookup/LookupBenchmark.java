package org.drey.benchmarks.lookup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.drey.benchmarks.lookup.LookupContest.Entrant;
import org.drey.benchmarks.measure.CpuStopwatch;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.HeapUse;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.names.InventedNames;
import org.drey.blocklist.index.ListIndex;
import org.jspecify.annotations.Nullable;

/** Time, memory and disk of a lookup in lists of several sizes, beside two sets. */
public final class LookupBenchmark {
  /** Shares of hits; the first is the one that is promised. */
  private static final int[] HITS = {10, 0, 100};

  private static final int WARM_UP = 3;
  private static final String INDEX = "ListIndex";
  private static final String STRINGS = "HashSet<String>";
  private static final long TEN_THOUSAND = 10_000;
  private static final long A_MILLION = 1_000_000;
  private static final long TEN_MILLION = 10_000_000;

  /** The bytes that a set of strings takes an entry, with room to spare. */
  private static final long BYTES_A_STRING = 130;

  private final InventedNames names;
  private final List<Integer> sizes;
  private final int rounds;
  private final Path folder;
  private final Consumer<String> progress;
  private final LookupContest contest;
  private final List<Entrant> entrants = new ArrayList<>();
  private final List<PromisedTarget> targets = new ArrayList<>();
  private final FigureTable sizeTable =
      new FigureTable(
          "Size",
          "entries",
          "structure",
          "bytes an entry in memory",
          "bytes an entry on disk",
          "compile s (CPU)",
          "ready ms",
          "ready ms (CPU)");

  /**
   * Settings of the measurement.
   *
   * @param sizes of the lists
   * @param rounds how often everything is measured
   * @param lookups in each measurement
   */
  public record Settings(long seed, List<Integer> sizes, int rounds, int lookups) {}

  /**
   * A benchmark of lists of these sizes.
   *
   * @param folder for the lists' files
   */
  public LookupBenchmark(Settings settings, Path folder, Consumer<String> progress) {
    this.names = new InventedNames(settings.seed());
    this.sizes = List.copyOf(settings.sizes());
    this.rounds = settings.rounds();
    this.folder = folder;
    this.progress = progress;
    this.contest = new LookupContest(names, settings.seed(), settings.lookups());
  }

  /** Builds everything, then measures it in interleaved rounds. */
  public List<FigureTable> run() throws Exception {
    settle();
    for (int size : sizes) {
      buildIndex(size);
      buildSets(size);
    }
    progress.accept("warming up");
    contest.warmUp(WARM_UP);
    for (int round = 0; round < rounds; round++) {
      progress.accept("round " + (round + 1) + " of " + rounds);
      contest.round(round);
    }
    addTargets();
    return List.of(times(), sizeTable);
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    return targets;
  }

  /** Waits until what is loaded and made once does not count as memory of the first list. */
  private void settle() throws Exception {
    Path file =
        InventedLists.write(
            InventedLists.compiled(names, 0, TEN_THOUSAND), folder.resolve("first.list"));
    ListIndex unused = ListIndex.open(file, InventedLists.key());
    long used = HeapUse.used();
    progress.accept("heap in use: " + (used >> 20) + " MB");
  }

  private void buildIndex(int size) throws Exception {
    progress.accept("compiling a list of " + size);
    CpuStopwatch compile = new CpuStopwatch();
    Path file =
        compile.time(
            () ->
                InventedLists.write(
                    InventedLists.compiled(names, 0, size), folder.resolve(size + ".list")));
    long before = HeapUse.used();
    CpuStopwatch ready = new CpuStopwatch();
    ListIndex index = ready.time(() -> ListIndex.open(file, InventedLists.key()));
    double inMemory = (double) (HeapUse.used() - before) / size;
    double onDisk = (double) Files.size(file) / size;
    for (int again = 1; again < rounds; again++) {
      ListIndex unused = ready.time(() -> ListIndex.open(file, InventedLists.key()));
    }
    enter(new DreyStructure(index), size);
    sizeTable.row(
        size,
        "ListIndex",
        inMemory,
        onDisk,
        compile.cpu().median() / 1e3,
        ready.wall().median(),
        ready.cpu().median());
    if (size == A_MILLION) {
      targets.add(new PromisedTarget("bytes an entry in memory at 1 M", inMemory, 16));
      targets.add(new PromisedTarget("bytes an entry on disk at 1 M", onDisk, 40));
      targets.add(new PromisedTarget("ready at 1 M, in ms", ready.wall().median(), 1000));
    }
  }

  private void buildSets(int size) {
    progress.accept("filling the sets with " + size);
    build(size, () -> new FingerprintSet(names, size));
    if (size <= A_MILLION || size * BYTES_A_STRING < HeapUse.max() / 2) {
      build(size, () -> new StringSet(names, size));
    }
  }

  private void build(int size, Supplier<NameStructure> structure) {
    long before = HeapUse.used();
    CpuStopwatch fill = new CpuStopwatch();
    NameStructure built;
    try {
      built = fill.time(structure::get);
    } catch (Exception e) {
      throw new IllegalStateException("a set cannot be filled", e);
    }
    double inMemory = (double) (HeapUse.used() - before) / size;
    enter(built, size);
    sizeTable.row(
        size, built.name(), inMemory, "-", "-", fill.wall().median(), fill.cpu().median());
  }

  private void enter(NameStructure structure, int size) {
    for (int hits : HITS) {
      Entrant entrant = new Entrant(structure, size, hits);
      entrants.add(entrant);
      contest.enter(entrant);
    }
  }

  private FigureTable times() {
    FigureTable table =
        new FigureTable(
            "Time of a lookup",
            "entries",
            "structure",
            "hits %",
            "median ns (CPU)",
            "min ns (CPU)",
            "of HashSet<String>");
    for (Entrant entrant : entrants) {
      MeasuredSamples samples = contest.samples(entrant);
      MeasuredSamples strings = samples(STRINGS, entrant.entries(), entrant.hits());
      table.row(
          entrant.entries(),
          entrant.structure().name(),
          entrant.hits(),
          samples.median(),
          samples.min(),
          strings == null ? "-" : samples.median() / strings.median());
    }
    return table;
  }

  private void addTargets() {
    MeasuredSamples index = samples(INDEX, A_MILLION, HITS[0]);
    MeasuredSamples strings = samples(STRINGS, A_MILLION, HITS[0]);
    if (index != null && strings != null) {
      double ratio = index.median() / strings.median();
      targets.add(new PromisedTarget("lookup at 1 M, of HashSet<String>", ratio, 0.25));
    }
    MeasuredSamples least = samples(INDEX, TEN_THOUSAND, HITS[0]);
    MeasuredSamples most = samples(INDEX, TEN_MILLION, HITS[0]);
    if (least != null && most != null) {
      double growth = most.median() / least.median();
      targets.add(new PromisedTarget("lookup at 10 M, of that at 10 k", growth, 5));
    }
  }

  private @Nullable MeasuredSamples samples(String structure, long entries, int hits) {
    for (Entrant entrant : entrants) {
      if (entrant.structure().name().equals(structure)
          && entrant.entries() == entries
          && entrant.hits() == hits) {
        return contest.samples(entrant);
      }
    }
    return null;
  }
}

package org.drey.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.benchmarks.InventedNames.InventedLists;
import org.drey.blocklist.index.ListIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Time, memory and disk of a lookup in lists of several sizes, beside what one would take else. */
@Command(
    name = "lookup",
    mixinStandardHelpOptions = true,
    description =
        "The list index beside HashSet<String>, fastutil and a constant database; then a difference"
            + " applied.",
    footer = {
      "",
      "Examples:",
      "  verification/benchmarks/run lookup                                      what is promised",
      "  verification/benchmarks/run lookup --entries 10000,100000 --rounds 1    a first look",
      "  verification/benchmarks/run lookup --entries 1000000 --cdb              dnsdist's too"
    })
final class LookupCommand extends MeasuringCommand {
  /** Shares of hits; the first is the one that is promised. */
  private static final int[] HITS = {10, 0, 100};

  private static final int WARM_UP = 3;

  private static final int TEN_THOUSAND = 10_000;
  private static final int A_MILLION = 1_000_000;
  private static final int TEN_MILLION = 10_000_000;

  /** The bytes that a set of strings takes an entry, with room to spare. */
  private static final long BYTES_A_STRING = 130;

  @Option(
      names = "--entries",
      split = ",",
      paramLabel = "N",
      description = "Sizes of the lists (default: ${DEFAULT-VALUE}).")
  private List<Integer> entries = List.of(TEN_THOUSAND, 100_000, A_MILLION, TEN_MILLION);

  @Option(
      names = "--changes",
      converter = AtLeastZero.class,
      paramLabel = "N",
      description =
          "Changes between two versions of the largest list (default: ${DEFAULT-VALUE}); 0: none.")
  private int changes = 10_000;

  @Option(
      names = "--lookups",
      paramLabel = "N",
      description = "Lookups in each measurement (${DEFAULT-VALUE}).")
  private int lookups = 160_000;

  @Option(
      names = "--cdb",
      description =
          "Beside dnsdist's suffix lookup in a constant database, too, with the largest list; needs"
              + " dnsdist, tinycdb and dnsperf.")
  private boolean cdb;

  @Override
  void measure(Path folder) throws Exception {
    note("CPU time of the asking thread: the collector's work for HashSet<String> is not in.");
    note("A set is ready when it is filled, the making of the names included.");
    InventedNames names = new InventedNames(seed());
    lookups(names, folder);
    int most = Collections.max(entries);
    if (cdb) {
      new ConstantDatabase(this, names, most, folder).measure(folder.resolve(most + ".list"));
    }
    if (changes > 0) {
      new ListChanges(this, names, most, changes, folder).measure();
    }
  }

  /** Builds everything, then measures it in interleaved rounds. */
  private void lookups(InventedNames names, Path folder) throws Exception {
    NameContest contest = new NameContest(names, seed(), lookups);
    FigureTable times =
        table(
            "Time of a lookup",
            "entries | structure | hits % | median ns (CPU) | min ns (CPU) | of HashSet<String>");
    FigureTable sizes =
        table(
            "Size",
            "entries | structure | bytes an entry in memory | bytes an entry on disk"
                + " | compile s (CPU) | ready ms | ready ms (CPU)");
    settle(names, folder);
    for (int size : entries) {
      buildIndex(names, size, folder, contest, sizes);
      progress("filling the sets with " + size);
      buildSet(size, () -> new NameContest.FingerprintSet(names, size), contest, sizes);
      if (size <= A_MILLION || size * BYTES_A_STRING < ProcessUse.heapLimit() / 2) {
        buildSet(size, () -> new NameContest.StringSet(names, size), contest, sizes);
      }
    }
    contest.warmUp(WARM_UP);
    inRounds(0, 11, contest::round);
    contest.forEach(
        (entrant, samples) -> {
          MeasuredSamples strings =
              contest.samples(NameContest.STRINGS, entrant.entries(), entrant.hits());
          times.row(
              entrant.entries(),
              entrant.structure().name(),
              entrant.hits(),
              samples.median(),
              samples.min(),
              strings == null ? "-" : samples.median() / strings.median());
        });
    promise(contest, NameContest.STRINGS, A_MILLION, A_MILLION, 0.25);
    promise(contest, NameContest.INDEX, TEN_THOUSAND, TEN_MILLION, 5);
  }

  /** Promises a lookup in the index, of one in another structure or size. */
  private void promise(
      NameContest contest, String structure, int entriesBeside, int ours, double atMost) {
    MeasuredSamples index = contest.samples(NameContest.INDEX, ours, HITS[0]);
    MeasuredSamples beside = contest.samples(structure, entriesBeside, HITS[0]);
    if (index != null && beside != null) {
      promise(
          structure.equals(NameContest.INDEX)
              ? "lookup at 10 M, of that at 10 k"
              : "lookup at 1 M, of HashSet<String>",
          index.median() / beside.median(),
          atMost);
    }
  }

  /** Waits until what is loaded and made once does not count as memory of the first list. */
  private void settle(InventedNames names, Path folder) throws Exception {
    Path file =
        InventedLists.write(
            InventedLists.compiled(names, 0, TEN_THOUSAND), folder.resolve("first.list"));
    ListIndex unused = ListIndex.open(file, InventedLists.key());
    progress("heap in use: " + (ProcessUse.heapBytes() >> 20) + " MB");
  }

  private void buildIndex(
      InventedNames names, int size, Path folder, NameContest contest, FigureTable sizes)
      throws Exception {
    progress("compiling a list of " + size);
    ProcessUse.Stopwatch compile = new ProcessUse.Stopwatch();
    Path file =
        compile.time(
            () ->
                InventedLists.write(
                    InventedLists.compiled(names, 0, size), folder.resolve(size + ".list")));
    long before = ProcessUse.heapBytes();
    ProcessUse.Stopwatch ready = new ProcessUse.Stopwatch();
    ListIndex index = ready.time(() -> ListIndex.open(file, InventedLists.key()));
    double inMemory = (double) (ProcessUse.heapBytes() - before) / size;
    double onDisk = (double) Files.size(file) / size;
    for (int again = 1; again < rounds(11); again++) {
      ListIndex unused = ready.time(() -> ListIndex.open(file, InventedLists.key()));
    }
    enter(new NameContest.IndexStructure(index), size, contest);
    sizes.row(
        size,
        NameContest.INDEX,
        inMemory,
        onDisk,
        compile.cpu.median() / 1e3,
        ready.wall.median(),
        ready.cpu.median());
    if (size == A_MILLION) {
      promise("bytes an entry in memory at 1 M", inMemory, 16);
      promise("bytes an entry on disk at 1 M", onDisk, 40);
      promise("ready at 1 M, in ms", ready.wall.median(), 1000);
    }
  }

  private static void buildSet(
      int size, Callable<NameContest.Structure> structure, NameContest contest, FigureTable sizes)
      throws Exception {
    long before = ProcessUse.heapBytes();
    ProcessUse.Stopwatch fill = new ProcessUse.Stopwatch();
    NameContest.Structure built = fill.time(structure);
    double inMemory = (double) (ProcessUse.heapBytes() - before) / size;
    enter(built, size, contest);
    sizes.row(size, built.name(), inMemory, "-", "-", fill.wall.median(), fill.cpu.median());
  }

  private static void enter(NameContest.Structure structure, int size, NameContest contest) {
    for (int hits : HITS) {
      contest.enter(new NameContest.Entrant(structure, size, hits));
    }
  }
}

package org.drey.benchmarks.lookup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.CpuStopwatch;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.names.InventedNames;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListIndex;

/**
 * The next version of a list: the difference applied, beside the whole file opened and the whole
 * list compiled, while another thread looks names up.
 */
public final class DeltaBenchmark {
  /** A whole list is compiled this often only: it takes long and is far from the target. */
  private static final int COMPILATIONS = 3;

  private static final long WHILE_NANOS = 200_000_000;

  private final InventedNames names;
  private final int entries;
  private final int changes;
  private final int rounds;
  private final Path folder;
  private final Consumer<String> progress;
  private final CpuStopwatch apply = new CpuStopwatch();
  private final CpuStopwatch open = new CpuStopwatch();
  private final CpuStopwatch compile = new CpuStopwatch();
  private final Lookups before = new Lookups();
  private final Lookups meanwhile = new Lookups();
  private final Lookups after = new Lookups();

  /**
   * A benchmark of one difference.
   *
   * @param entries of the list
   * @param changes names taken out and put in
   * @param rounds how often everything is measured
   * @param folder where the list's file is, and those that this makes
   */
  public DeltaBenchmark(
      long seed, int entries, int changes, int rounds, Path folder, Consumer<String> progress) {
    this.names = new InventedNames(seed);
    this.entries = entries;
    this.changes = changes;
    this.rounds = rounds;
    this.folder = folder;
    this.progress = progress;
  }

  /** Files of two versions of a list. */
  public record Versions(Path before, Path after, Path delta) {}

  private record Lookups(MeasuredSamples longest, MeasuredSamples rate, MeasuredSamples nanos) {
    Lookups() {
      this(new MeasuredSamples(), new MeasuredSamples(), new MeasuredSamples());
    }

    void add(LookupReader.LookupCount read) {
      longest.add(read.longestMillis());
      rate.add(read.aSecond() / 1e6);
      nanos.add(read.nanos());
    }
  }

  /** Makes the two versions: half of the changes are new names, half are names taken out. */
  public Versions prepare() throws Exception {
    progress.accept("compiling two versions of a list of " + entries);
    Path before =
        InventedLists.write(
            InventedLists.compiled(names, 0, entries), folder.resolve("before.list"));
    int moved = changes / 2;
    CompiledList next = compile.time(() -> InventedLists.compiled(names, moved, entries + moved));
    Path after = InventedLists.write(next, folder.resolve("after.list"));
    Path delta =
        InventedLists.write(
            next.since(ListFile.open(before, InventedLists.key())), folder.resolve("change.delta"));
    return new Versions(before, after, delta);
  }

  /** Measures them in interleaved rounds. */
  public List<FigureTable> run(Versions versions) throws Exception {
    ListIndex old = ListIndex.open(versions.before(), InventedLists.key());
    AtomicReference<ListIndex> inForce = new AtomicReference<>(old);
    for (int round = 1; round < Math.min(rounds, COMPILATIONS); round++) {
      progress.accept("compiling the whole list again");
      int moved = changes / 2;
      CompiledList unused =
          compile.time(() -> InventedLists.compiled(names, moved, entries + moved));
    }
    for (int round = 0; round < rounds; round++) {
      progress.accept("applying the difference, round " + (round + 1) + " of " + rounds);
      ListIndex unused = open.time(() -> ListIndex.open(versions.after(), InventedLists.key()));
      try (LookupReader reader = new LookupReader(inForce, names, entries)) {
        settle();
        before.add(reader.during(DeltaBenchmark::settle));
        meanwhile.add(reader.during(() -> apply(old, versions.delta(), inForce)));
        after.add(reader.during(DeltaBenchmark::settle));
        inForce.set(old);
      }
    }
    return List.of(times(versions), lookups());
  }

  /** Returns what was promised of it. */
  public List<PromisedTarget> targets() {
    double share = apply.cpu().median() / Math.min(open.cpu().median(), compile.cpu().median());
    return List.of(new PromisedTarget("a difference, of the cheaper rebuild (CPU)", share, 0.2));
  }

  private void apply(ListIndex old, Path delta, AtomicReference<ListIndex> inForce)
      throws Exception {
    inForce.set(apply.time(() -> old.with(ListFile.open(delta, InventedLists.key()))));
  }

  /** Lets the reading thread come to speed, and read for a while. */
  private static void settle() {
    LockSupport.parkNanos(WHILE_NANOS);
  }

  private FigureTable times(Versions versions) throws Exception {
    FigureTable table =
        new FigureTable(
            "Difference of " + changes + " on " + entries,
            "work",
            "median ms (CPU)",
            "min ms (CPU)",
            "median ms",
            "file bytes");
    row(table, "apply the difference", apply, Files.size(versions.delta()));
    row(table, "open the whole file", open, Files.size(versions.after()));
    row(table, "compile the whole list", compile, Files.size(versions.after()));
    return table;
  }

  private static void row(FigureTable table, String work, CpuStopwatch watch, long bytes) {
    table.row(work, watch.cpu().median(), watch.cpu().min(), watch.wall().median(), bytes);
  }

  private FigureTable lookups() {
    FigureTable table =
        new FigureTable(
            "Lookups of another thread",
            "when",
            "longest ms for 64, median",
            "longest ms for 64, max",
            "M lookups/s",
            "ns a lookup (CPU)");
    row(table, "before", before);
    row(table, "while the difference is applied", meanwhile);
    row(table, "after, in the new version", after);
    return table;
  }

  private static void row(FigureTable table, String what, Lookups lookups) {
    table.row(
        what,
        lookups.longest().median(),
        lookups.longest().max(),
        lookups.rate().median(),
        lookups.nanos().median());
  }
}

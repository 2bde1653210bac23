package org.drey.benchmarks.lookup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.Samples;
import org.drey.benchmarks.measure.Stopwatch;
import org.drey.benchmarks.measure.Table;
import org.drey.benchmarks.measure.Target;
import org.drey.benchmarks.names.Names;
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

  private final Names names;
  private final int entries;
  private final int changes;
  private final int rounds;
  private final Path folder;
  private final Consumer<String> progress;
  private final Stopwatch apply = new Stopwatch();
  private final Stopwatch open = new Stopwatch();
  private final Stopwatch compile = new Stopwatch();
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
    this.names = new Names(seed);
    this.entries = entries;
    this.changes = changes;
    this.rounds = rounds;
    this.folder = folder;
    this.progress = progress;
  }

  /** Files of two versions of a list. */
  public record Versions(Path before, Path after, Path delta) {}

  private record Lookups(Samples longest, Samples rate, Samples nanos) {
    Lookups() {
      this(new Samples(), new Samples(), new Samples());
    }

    void add(Reader.Read read) {
      longest.add(read.longestMillis());
      rate.add(read.aSecond() / 1e6);
      nanos.add(read.nanos());
    }
  }

  /** Makes the two versions: half of the changes are new names, half are names taken out. */
  public Versions prepare() throws Exception {
    progress.accept("compiling two versions of a list of " + entries);
    Path before = Lists.write(Lists.compiled(names, 0, entries), folder.resolve("before.list"));
    int moved = changes / 2;
    CompiledList next = compile.time(() -> Lists.compiled(names, moved, entries + moved));
    Path after = Lists.write(next, folder.resolve("after.list"));
    Path delta =
        Lists.write(next.since(ListFile.open(before, Lists.key())), folder.resolve("change.delta"));
    return new Versions(before, after, delta);
  }

  /** Measures them in interleaved rounds. */
  public List<Table> run(Versions versions) throws Exception {
    ListIndex old = ListIndex.open(versions.before(), Lists.key());
    AtomicReference<ListIndex> inForce = new AtomicReference<>(old);
    for (int round = 1; round < Math.min(rounds, COMPILATIONS); round++) {
      progress.accept("compiling the whole list again");
      int moved = changes / 2;
      CompiledList unused = compile.time(() -> Lists.compiled(names, moved, entries + moved));
    }
    for (int round = 0; round < rounds; round++) {
      progress.accept("applying the difference, round " + (round + 1) + " of " + rounds);
      ListIndex unused = open.time(() -> ListIndex.open(versions.after(), Lists.key()));
      try (Reader reader = new Reader(inForce, names, entries)) {
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
  public List<Target> targets() {
    double share = apply.cpu().median() / Math.min(open.cpu().median(), compile.cpu().median());
    return List.of(new Target("a difference, of the cheaper rebuild (CPU)", share, 0.2));
  }

  private void apply(ListIndex old, Path delta, AtomicReference<ListIndex> inForce)
      throws Exception {
    inForce.set(apply.time(() -> old.with(ListFile.open(delta, Lists.key()))));
  }

  /** Lets the reading thread come to speed, and read for a while. */
  private static void settle() {
    LockSupport.parkNanos(WHILE_NANOS);
  }

  private Table times(Versions versions) throws Exception {
    Table table =
        new Table(
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

  private static void row(Table table, String work, Stopwatch watch, long bytes) {
    table.row(work, watch.cpu().median(), watch.cpu().min(), watch.wall().median(), bytes);
  }

  private Table lookups() {
    Table table =
        new Table(
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

  private static void row(Table table, String what, Lookups lookups) {
    table.row(
        what,
        lookups.longest().median(),
        lookups.longest().max(),
        lookups.rate().median(),
        lookups.nanos().median());
  }
}

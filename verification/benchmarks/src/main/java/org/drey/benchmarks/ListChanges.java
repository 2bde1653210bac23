package org.drey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.drey.benchmarks.InventedNames.InventedLists;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListLoader.LoadedList;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;

/**
 * The next version of a list: the difference applied, beside the whole file opened and the whole
 * list compiled, while another thread looks names up; then the time from its publication until
 * another thread answers by it.
 */
final class ListChanges {
  /** A whole list is compiled this often only: it takes long and is far from the target. */
  private static final int COMPILATIONS = 3;

  private static final long WHILE_NANOS = 200_000_000;

  /** The interval at which the store is looked at. */
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long WITHIN_SECONDS = 60;

  private final MeasuringCommand report;
  private final InventedNames names;
  private final int entries;
  private final int changes;
  private final Path folder;

  /**
   * A measurement.
   *
   * @param entries of the list
   * @param changes names taken out and put in
   * @param folder for the files that this makes
   */
  ListChanges(MeasuringCommand report, InventedNames names, int entries, int changes, Path folder) {
    this.report = report;
    this.names = names;
    this.entries = entries;
    this.changes = changes;
    this.folder = folder;
  }

  /** Half of the changes are new names, half are names taken out. */
  void measure() throws Exception {
    report.progress("compiling two versions of a list of " + entries);
    int moved = changes / 2;
    ProcessUse.Stopwatch compile = new ProcessUse.Stopwatch();
    CompiledList next = compile.time(() -> InventedLists.compiled(names, moved, entries + moved));
    for (int round = 1; round < Math.min(report.rounds(11), COMPILATIONS); round++) {
      report.progress("compiling the whole list again");
      CompiledList unused =
          compile.time(() -> InventedLists.compiled(names, moved, entries + moved));
    }
    Path before =
        InventedLists.write(
            InventedLists.compiled(names, 0, entries), folder.resolve("before.list"));
    Path after = InventedLists.write(next, folder.resolve("after.list"));
    Path delta =
        InventedLists.write(
            next.since(ListFile.open(before, InventedLists.key())), folder.resolve("change.delta"));
    apply(before, after, delta, compile);
    publish(before, delta);
  }

  /** Measures both versions in interleaved rounds. */
  private void apply(Path before, Path after, Path delta, ProcessUse.Stopwatch compile)
      throws Exception {
    ListIndex old = ListIndex.open(before, InventedLists.key());
    AtomicReference<ListIndex> inForce = new AtomicReference<>(old);
    ProcessUse.Stopwatch apply = new ProcessUse.Stopwatch();
    ProcessUse.Stopwatch open = new ProcessUse.Stopwatch();
    Lookups earlier = new Lookups();
    Lookups meanwhile = new Lookups();
    Lookups later = new Lookups();
    report.progress("applying the difference");
    report.inRounds(
        0,
        11,
        round -> {
          ListIndex unused = open.time(() -> ListIndex.open(after, InventedLists.key()));
          try (LookupReader reader = new LookupReader(inForce, names, entries)) {
            settle();
            reader.during(ListChanges::settle, earlier);
            reader.during(
                () ->
                    inForce.set(
                        apply.time(() -> old.with(ListFile.open(delta, InventedLists.key())))),
                meanwhile);
            reader.during(ListChanges::settle, later);
            inForce.set(old);
          }
        });
    MeasuringCommand.FigureTable times =
        report.table(
            "Difference of " + changes + " on " + entries,
            "work | median ms (CPU) | min ms (CPU) | median ms | file bytes");
    row(times, "apply the difference", apply, Files.size(delta));
    row(times, "open the whole file", open, Files.size(after));
    row(times, "compile the whole list", compile, Files.size(after));
    MeasuringCommand.FigureTable lookups =
        report.table(
            "Lookups of another thread",
            "when | longest ms for 64, median | longest ms for 64, max | M lookups/s"
                + " | ns a lookup (CPU)");
    row(lookups, "before", earlier);
    row(lookups, "while the difference is applied", meanwhile);
    row(lookups, "after, in the new version", later);
    report.promise(
        "a difference, of the cheaper rebuild (CPU)",
        apply.cpu.median() / Math.min(open.cpu.median(), compile.cpu.median()),
        0.2);
  }

  /** Lets the reading thread come to speed, and read for a while. */
  private static void settle() {
    LockSupport.parkNanos(WHILE_NANOS);
  }

  private static void row(
      MeasuringCommand.FigureTable table, String work, ProcessUse.Stopwatch watch, long bytes) {
    table.row(work, watch.cpu.median(), watch.cpu.min(), watch.wall.median(), bytes);
  }

  private static void row(MeasuringCommand.FigureTable table, String what, Lookups lookups) {
    table.row(
        what,
        lookups.longest.median(),
        lookups.longest.max(),
        lookups.rate.median(),
        lookups.nanos.median());
  }

  /** Publishes the difference again and again, going back in between. */
  private void publish(Path first, Path delta) throws Exception {
    ListStore store =
        new ListStore(Files.createDirectory(folder.resolve("store")), InventedLists.key());
    PublishedManifest before = store.publish(first, Instant.now());
    LoadedList loaded = new ListLoader(store).load(before, null);
    MeasuredSamples published = new MeasuredSamples();
    MeasuredSamples inForce = new MeasuredSamples();
    report.progress("publishing");
    report.inRounds(
        0,
        11,
        round -> {
          var answered = CompletableFuture.supplyAsync(() -> awaitAnswer(store, loaded));
          long began = System.nanoTime();
          PublishedManifest manifest = store.publish(delta, Instant.now());
          published.add((System.nanoTime() - began) / 1e6);
          inForce.add((answered.get(WITHIN_SECONDS, TimeUnit.SECONDS) - began) / 1e6);
          if (manifest.deltas().isEmpty()) {
            throw new IllegalStateException("the difference was not published as one");
          }
          store.rollback(InventedLists.ID, before.list().version(), Instant.now());
        });
    MeasuringCommand.FigureTable table =
        report.table("From publication to the first answer", "until | median ms | max ms");
    table.row("published", published.median(), published.max());
    table.row("in force in another thread", inForce.median(), inForce.max());
    report.promise("in force after a publication, in s", inForce.median() / 1e3, 5);
  }

  /** Looks at the store until a name is found that only the new version has. */
  private long awaitAnswer(ListStore store, LoadedList loaded) {
    String added = names.listed(entries);
    try {
      ListLoader loader = new ListLoader(store);
      LoadedList present = loaded;
      while (present.index().findName(added, null) == ListIndex.NOTHING) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
        PublishedManifest current = store.current(InventedLists.ID);
        if (current != null && current.sequence() != present.manifest().sequence()) {
          present = loader.load(current, present);
        }
      }
      return System.nanoTime();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lookups of some whiles: the longest that 64 took, millions a second, CPU time of each. */
  private static final class Lookups {
    final MeasuredSamples longest = new MeasuredSamples();
    final MeasuredSamples rate = new MeasuredSamples();
    final MeasuredSamples nanos = new MeasuredSamples();
  }

  private interface ReaderWork {
    void run() throws Exception;
  }

  /** Looks names up without a pause, in the index in force, until it is closed. */
  private static final class LookupReader implements AutoCloseable {
    private static final int NAMES = 1 << 14;

    /** Lookups between two looks at the clock. */
    private static final int STRETCH = 64;

    private final AtomicReference<ListIndex> inForce;
    private final String[] asked;
    private volatile boolean closed;
    private volatile long longestNanos;
    private volatile long lookups;
    private volatile long cpuNanos;

    LookupReader(AtomicReference<ListIndex> inForce, InventedNames names, long entries) {
      this.inForce = inForce;
      this.asked = names.asked(new SplittableRandom(1), NAMES, entries, 10);
      Thread thread = new Thread(this::read, "lookups");
      thread.setDaemon(true);
      thread.start();
    }

    /** Reads while something is done. */
    void during(ReaderWork work, Lookups figures) throws Exception {
      longestNanos = 0;
      long lookupsBefore = lookups;
      long cpuBefore = cpuNanos;
      long before = System.nanoTime();
      work.run();
      double done = lookups - lookupsBefore;
      figures.longest.add(longestNanos / 1e6);
      figures.rate.add(done * 1e3 / (System.nanoTime() - before));
      figures.nanos.add((cpuNanos - cpuBefore) / Math.max(1, done));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // this thread is the only one that counts
    private void read() {
      long last = System.nanoTime();
      for (int at = 0; !closed; at = (at + STRETCH) & (NAMES - 1)) {
        ListIndex index = Objects.requireNonNull(inForce.get(), "a list is always in force");
        for (int i = 0; i < STRETCH; i++) {
          long unused = index.findName(asked[at + i], null);
        }
        long now = System.nanoTime();
        longestNanos = Math.max(longestNanos, now - last);
        lookups += STRETCH;
        cpuNanos = ProcessUse.threadNanos();
        last = now;
      }
    }

    /** Returns at once; the thread ends with its present stretch. */
    @Override
    public void close() {
      closed = true;
    }
  }
}

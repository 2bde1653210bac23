package org.drey.benchmarks.lookup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.measure.PromisedTarget;
import org.drey.benchmarks.names.InventedNames;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListLoader.LoadedList;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;

/**
 * The time from the start of a publication until another thread, which looks at the store now and
 * then, answers by the new version.
 */
public final class PublishBenchmark {
  /** The interval at which the store is looked at. */
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long WITHIN_SECONDS = 60;

  private final InventedNames names;
  private final int entries;
  private final int rounds;
  private final Path folder;
  private final Consumer<String> progress;
  private final MeasuredSamples published = new MeasuredSamples();
  private final MeasuredSamples inForce = new MeasuredSamples();

  /** A benchmark of the versions that {@link DeltaBenchmark#prepare} makes. */
  public PublishBenchmark(
      long seed, int entries, int rounds, Path folder, Consumer<String> progress) {
    this.names = new InventedNames(seed);
    this.entries = entries;
    this.rounds = rounds;
    this.folder = folder;
    this.progress = progress;
  }

  /** Publishes the difference again and again, going back in between. */
  public FigureTable run(DeltaBenchmark.Versions versions) throws Exception {
    ListStore store =
        new ListStore(Files.createDirectory(folder.resolve("store")), InventedLists.key());
    PublishedManifest before = store.publish(versions.before(), Instant.now());
    LoadedList loaded = new ListLoader(store).load(before, null);
    for (int round = 0; round < rounds; round++) {
      progress.accept("publishing, round " + (round + 1) + " of " + rounds);
      publish(store, versions.delta(), loaded);
      store.rollback(InventedLists.ID, before.list().version(), Instant.now());
    }
    FigureTable table =
        new FigureTable("From publication to the first answer", "until", "median ms", "max ms");
    table.row("published", published.median(), published.max());
    table.row("in force in another thread", inForce.median(), inForce.max());
    return table;
  }

  /** Returns what was promised of it. */
  public PromisedTarget target() {
    return new PromisedTarget("in force after a publication, in s", inForce.median() / 1e3, 5);
  }

  private void publish(ListStore store, Path delta, LoadedList loaded) throws Exception {
    var answered = CompletableFuture.supplyAsync(() -> awaitAnswer(store, loaded));
    long began = System.nanoTime();
    PublishedManifest manifest = store.publish(delta, Instant.now());
    published.add((System.nanoTime() - began) / 1e6);
    long then = answered.get(WITHIN_SECONDS, TimeUnit.SECONDS);
    inForce.add((then - began) / 1e6);
    if (manifest.deltas().isEmpty()) {
      throw new IllegalStateException("the difference was not published as one");
    }
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
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package org.drey.benchmarks.lookup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.drey.benchmarks.measure.Samples;
import org.drey.benchmarks.measure.Table;
import org.drey.benchmarks.measure.Target;
import org.drey.benchmarks.names.Names;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListLoader.Loaded;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.Manifest;

/**
 * The time from the start of a publication until another thread, which looks at the store now and
 * then, answers by the new version.
 */
public final class PublishBenchmark {
  /** The interval at which the store is looked at. */
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long WITHIN_SECONDS = 60;

  private final Names names;
  private final int entries;
  private final int rounds;
  private final Path folder;
  private final Consumer<String> progress;
  private final Samples published = new Samples();
  private final Samples inForce = new Samples();

  /** A benchmark of the versions that {@link DeltaBenchmark#prepare} makes. */
  public PublishBenchmark(
      long seed, int entries, int rounds, Path folder, Consumer<String> progress) {
    this.names = new Names(seed);
    this.entries = entries;
    this.rounds = rounds;
    this.folder = folder;
    this.progress = progress;
  }

  /** Publishes the difference again and again, going back in between. */
  public Table run(DeltaBenchmark.Versions versions) throws Exception {
    ListStore store = new ListStore(Files.createDirectory(folder.resolve("store")), Lists.key());
    Manifest before = store.publish(versions.before(), Instant.now());
    Loaded loaded = new ListLoader(store).load(before, null);
    for (int round = 0; round < rounds; round++) {
      progress.accept("publishing, round " + (round + 1) + " of " + rounds);
      publish(store, versions.delta(), loaded);
      store.rollback(Lists.ID, before.list().version(), Instant.now());
    }
    Table table = new Table("From publication to the first answer", "until", "median ms", "max ms");
    table.row("published", published.median(), published.max());
    table.row("in force in another thread", inForce.median(), inForce.max());
    return table;
  }

  /** Returns what was promised of it. */
  public Target target() {
    return new Target("in force after a publication, in s", inForce.median() / 1e3, 5);
  }

  private void publish(ListStore store, Path delta, Loaded loaded) throws Exception {
    var answered = CompletableFuture.supplyAsync(() -> awaitAnswer(store, loaded));
    long began = System.nanoTime();
    Manifest manifest = store.publish(delta, Instant.now());
    published.add((System.nanoTime() - began) / 1e6);
    long then = answered.get(WITHIN_SECONDS, TimeUnit.SECONDS);
    inForce.add((then - began) / 1e6);
    if (manifest.deltas().isEmpty()) {
      throw new IllegalStateException("the difference was not published as one");
    }
  }

  /** Looks at the store until a name is found that only the new version has. */
  private long awaitAnswer(ListStore store, Loaded loaded) {
    String added = names.listed(entries);
    try {
      ListLoader loader = new ListLoader(store);
      Loaded present = loaded;
      while (present.index().findName(added, null) == ListIndex.NOTHING) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
        Manifest current = store.current(Lists.ID);
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

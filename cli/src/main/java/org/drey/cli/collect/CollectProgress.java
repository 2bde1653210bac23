package org.drey.cli.collect;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.drey.base.DaemonThreads;
import org.drey.collect.feed.FeedCounts;
import org.drey.terminal.ProgressLine;

/** A line that says how far the reading of a file is. */
final class CollectProgress implements AutoCloseable {
  private static final long SHOW_MILLIS = 500;

  private final FeedCounts counts;
  private final ProgressLine line = ProgressLine.alsoElsewhere(Duration.ofSeconds(10));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("collect progress"));

  CollectProgress(FeedCounts counts) {
    this.counts = counts;
  }

  /** Begins to show. */
  void start() {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> line.show(() -> CollectStatus.line(counts.sums())),
            SHOW_MILLIS,
            SHOW_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    line.clear();
  }
}

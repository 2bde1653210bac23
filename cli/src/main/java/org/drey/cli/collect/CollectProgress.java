package org.drey.cli.collect;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.drey.base.DaemonThreads;
import org.drey.terminal.ProgressLine;

/** A line that says how far the reading of a file is. */
final class CollectProgress implements AutoCloseable {
  private static final long SHOW_MILLIS = 500;

  private final Supplier<String> text;
  private final ProgressLine line = ProgressLine.alsoElsewhere(Duration.ofSeconds(10));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("collect progress"));

  CollectProgress(Supplier<String> text) {
    this.text = text;
  }

  /** Begins to show. */
  void start() {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> line.show(text), SHOW_MILLIS, SHOW_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    line.clear();
  }
}

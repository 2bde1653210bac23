package org.drey.cli.feed;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says that brokers take nothing, and that they do again. */
final class BrokerSilence {
  private static final long SILENT = Duration.ofSeconds(10).toNanos();
  private static final long AGAIN = Duration.ofMinutes(1).toNanos();

  private long answered = -1;
  private long sinceNanos;
  private long saidNanos;
  private boolean hasSaid;

  /** Looks each second; the thread that sends may wait for brokers then. Ended by its owner. */
  static ScheduledExecutorService watch(FeedRun run, PrintWriter err) {
    BrokerSilence silence = new BrokerSilence();
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "feed-watch");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        watch.scheduleAtFixedRate(
            () -> Optional.ofNullable(run.silence(silence)).ifPresent(err::println),
            1,
            1,
            TimeUnit.SECONDS);
    return watch;
  }

  /**
   * Returns what is to be said now; null for nothing.
   *
   * @param given how many lines the client was given
   * @param answers how many brokers have answered
   * @param nanos the time
   */
  synchronized @Nullable String look(long given, long answers, long nanos) {
    if (answers != answered || given == answers) {
      boolean wasSilent = hasSaid;
      answered = answers;
      sinceNanos = nanos;
      hasSaid = false;
      return wasSilent ? "Brokers take lines again." : null;
    }
    if (nanos - sinceNanos < SILENT || (hasSaid && nanos - saidNanos < AGAIN)) {
      return null;
    }
    hasSaid = true;
    saidNanos = nanos;
    return "Brokers have taken nothing for %d s; it goes on when they do, and ends after %d minutes."
        .formatted(Duration.ofNanos(nanos - sinceNanos).toSeconds(), FeedRun.PATIENCE.toMinutes());
  }
}

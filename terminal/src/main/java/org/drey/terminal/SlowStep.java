package org.drey.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A step of a command that does not say how far it is: a terminal shows what it is once it has
 * taken two seconds. The step prints nothing itself.
 */
public final class SlowStep {
  private static final Duration SILENT = Duration.ofSeconds(2);

  private SlowStep() {}

  /**
   * The work of a step.
   *
   * @param <T> what it returns
   * @param <E> how it fails
   */
  public interface Step<T, E extends Exception> {
    T run() throws E;
  }

  /** Runs one, such as "asking Kafka at kafka:9092". */
  public static <T, E extends Exception> T run(String what, Step<T, E> step) throws E {
    return run(what, SILENT, ProgressLine.onTerminal(), step);
  }

  /** The same, with what it is shown on, and after how long. */
  static <T, E extends Exception> T run(
      String what, Duration silent, ProgressLine progress, Step<T, E> step) throws E {
    CountDownLatch over = new CountDownLatch(1);
    Thread shows = new Thread(() -> show(what, silent, progress, over), "slow-step");
    shows.setDaemon(true);
    shows.start();
    try {
      return step.run();
    } finally {
      over.countDown();
      join(shows);
      progress.clear();
    }
  }

  private static void show(
      String what, Duration silent, ProgressLine progress, CountDownLatch over) {
    try {
      if (!over.await(silent.toNanos(), TimeUnit.NANOSECONDS)) {
        progress.show(() -> what);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It ends at once; if it were left alone, it might show its line after that was removed. */
  private static void join(Thread thread) {
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

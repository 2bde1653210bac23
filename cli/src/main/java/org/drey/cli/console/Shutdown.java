package org.drey.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens when the process ends, by itself or by Ctrl-C: first what runs is stopped, then the
 * folder for temporary files goes that the launcher made for this process alone. In this order, for
 * a broker whose files vanish halts the process at once.
 */
public final class Shutdown {
  /** As a shell says of a command that Ctrl-C ended. */
  public static final int STOPPED = 130;

  private static final Duration CLEAN_WITHIN = Duration.ofSeconds(30);
  private static final int TRIES = 50;
  private static final int QUIET_TRIES = 3;
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final List<Runnable> stops = new CopyOnWriteArrayList<>();

  /** Takes charge of the process's end. */
  public static Shutdown ofProcess() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::run, "shutdown"));
    return shutdown;
  }

  /** Has something stopped before the temporary files go. */
  public void stop(Runnable what) {
    stops.add(what);
  }

  /**
   * Runs a command in this thread, which is interrupted when the process has to end, and has a
   * while to remove what it has begun.
   *
   * @return its status; {@link #STOPPED} if it fails after it was interrupted, for any reason
   */
  public int interrupt(Callable<Integer> command) throws Exception {
    Thread thread = Thread.currentThread();
    AtomicBoolean isStopped = new AtomicBoolean();
    CountDownLatch isClean = new CountDownLatch(1);
    stop(
        () -> {
          isStopped.set(true);
          if (isClean.getCount() > 0) {
            thread.interrupt();
            await(isClean);
          }
        });
    try {
      return command.call();
    } catch (Exception e) {
      if (isStopped.get()) {
        return STOPPED;
      }
      throw e;
    } finally {
      isClean.countDown();
    }
  }

  private static void await(CountDownLatch clean) {
    try {
      if (!clean.await(CLEAN_WITHIN.toNanos(), TimeUnit.NANOSECONDS)) {
        System.err.println("Stopped before everything that was begun could be removed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    stops.forEach(Runnable::run);
    if (Boolean.getBoolean("drey.launched")) {
      remove(Path.of(System.getProperty("java.io.tmpdir"))); // the launcher's alone
    }
  }

  /** Until it stays gone: others, which end at the same time, may still write. */
  private static void remove(Path folder) {
    int quiet = 0;
    for (int i = 0; i < TRIES && quiet < QUIET_TRIES; i++) {
      quiet = Files.exists(folder) ? 0 : quiet + 1;
      try {
        Folders.delete(folder);
      } catch (IOException | UncheckedIOException e) {
        quiet = 0; // something was written meanwhile
      }
      if (Files.exists(folder) || quiet > 0) {
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }
}

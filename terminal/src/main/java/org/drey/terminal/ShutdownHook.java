package org.drey.terminal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of the process, by itself or by Ctrl-C: first what runs is stopped, then the {@link
 * LauncherFolder} is removed. In this order, for a broker whose files vanish halts the process at
 * once.
 */
public final class ShutdownHook {
  /** As a shell says of a command that Ctrl-C ended. */
  public static final int STOPPED = 130;

  private static final Duration CLEAN_WITHIN = Duration.ofSeconds(30);

  private final List<Runnable> stops = new CopyOnWriteArrayList<>();

  /** Takes charge of the process's end. */
  public static ShutdownHook ofProcess() {
    ShutdownHook shutdown = new ShutdownHook();
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
    LauncherFolder.remove(System.getProperty(LauncherFolder.PROPERTY));
  }
}

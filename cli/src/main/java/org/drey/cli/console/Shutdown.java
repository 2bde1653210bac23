package org.drey.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens when the process ends, by itself or by Ctrl-C: first what runs is stopped, then the
 * folder for temporary files goes that the launcher made for this process alone. In this order, for
 * a broker whose files vanish halts the process at once.
 */
public final class Shutdown {
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

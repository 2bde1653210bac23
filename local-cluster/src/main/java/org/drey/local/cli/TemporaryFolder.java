package org.drey.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The folder for temporary files that the launcher made for this process alone. */
final class TemporaryFolder {
  private static final int TRIES = 50;
  private static final int QUIET_TRIES = 3;
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private TemporaryFolder() {}

  /** Removes it when the process ends: Flink leaves some of its files behind. */
  static void removeAtEnd() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "temporary files"));
  }

  /** Until it stays gone: others, which end at the same time, may still write. */
  private static void remove(Path folder) {
    int quiet = 0;
    for (int i = 0; i < TRIES && quiet < QUIET_TRIES; i++) {
      quiet = Files.exists(folder) ? 0 : quiet + 1;
      try {
        delete(folder);
      } catch (IOException | UncheckedIOException e) {
        quiet = 0; // something was written meanwhile
      }
      if (Files.exists(folder) || quiet > 0) {
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}

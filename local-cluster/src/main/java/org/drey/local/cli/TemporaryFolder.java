package org.drey.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A folder of this process's own for temporary files: Flink leaves some of its behind. */
final class TemporaryFolder {
  private static final String PROPERTY = "java.io.tmpdir";
  private static final int TRIES = 100;
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private TemporaryFolder() {}

  /** Makes the folder, before anything asks for one, and removes it when the process ends. */
  static void use() {
    try {
      Path folder =
          Files.createDirectory(
              Path.of(
                  System.getProperty(PROPERTY),
                  "drey-" + ProcessHandle.current().pid() + "-" + System.nanoTime()));
      System.setProperty(PROPERTY, folder.toString());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "temporary files"));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for temporary files", e);
    }
  }

  /** Tries again while others, which end at the same time, still write. */
  private static void remove(Path folder) {
    for (int i = 0; i < TRIES && Files.exists(folder); i++) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | UncheckedIOException e) {
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }
}

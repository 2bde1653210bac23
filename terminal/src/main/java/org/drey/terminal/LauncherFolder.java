package org.drey.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The folder for temporary files that the launcher made for this process alone. It is known by a
 * separate property and by a file in it: {@code java.io.tmpdir} may be everyone's.
 */
final class LauncherFolder {
  /** The property by which the launcher names it. */
  static final String PROPERTY = "drey.launcher.folder";

  /** The name of the file in it. */
  static final String MARKER = ".drey-launcher";

  private static final int TRIES = 50;
  private static final int QUIET_TRIES = 3;
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private LauncherFolder() {}

  /**
   * Removes the folder with all that is in it, if it has the marker.
   *
   * @param named the value of the property; null if the launcher did not start this process
   */
  static void remove(@Nullable String named) {
    if (named != null && Files.isRegularFile(Path.of(named, MARKER))) {
      remove(Path.of(named));
    }
  }

  /** Tries until it stays removed: others, which end at the same time, may still write. */
  private static void remove(Path folder) {
    int quiet = 0;
    for (int i = 0; i < TRIES && quiet < QUIET_TRIES; i++) {
      quiet = Files.exists(folder) ? 0 : quiet + 1;
      try {
        FolderFiles.delete(folder);
      } catch (IOException | UncheckedIOException e) {
        quiet = 0; // something was written meanwhile
      }
      if (Files.exists(folder) || quiet > 0) {
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
  }
}

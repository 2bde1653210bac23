package org.drey.local.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state that a job goes on from whose last run has ended without a savepoint. */
final class RestorePoint {
  private static final String PREFIX = "chk-";

  /** How much of a job's id is in the names of its savepoints. */
  private static final int SAVEPOINT_ID = 6;

  private RestorePoint() {}

  /**
   * Returns the newest complete checkpoint of a run. One that was stopped has none left, but a
   * savepoint, which the command that stopped it may not have noted. Where there is neither, it is
   * what the run was started from.
   *
   * @param data with a folder of checkpoints for each run, and one of savepoints
   * @return null where there is none of all: the job begins anew
   */
  static @Nullable String of(Path data, DeployedJobs.Run run) throws IOException {
    String id = run.id();
    if (id == null) {
      return run.from();
    }
    Optional<Path> checkpoint =
        complete(data.resolve("checkpoints").resolve(id), PREFIX).stream()
            .max(Comparator.comparingLong(RestorePoint::number));
    return checkpoint.or(() -> newestSavepoint(data, id)).map(RestorePoint::uri).orElse(run.from());
  }

  private static Optional<Path> newestSavepoint(Path data, String id) {
    String prefix = "savepoint-" + id.substring(0, SAVEPOINT_ID) + "-";
    try {
      return complete(data.resolve("savepoints"), prefix).stream()
          .max(Comparator.comparingLong(one -> one.resolve("_metadata").toFile().lastModified()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> complete(Path folder, String prefix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(one -> one.getFileName().toString().startsWith(prefix))
          .filter(one -> isComplete(one.resolve("_metadata")))
          .toList();
    }
  }

  /** After a power cut the newest may be there and empty. */
  private static boolean isComplete(Path metadata) {
    return metadata.toFile().length() > 0;
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
  }

  private static String uri(Path checkpoint) {
    return checkpoint.toUri().toString();
  }
}

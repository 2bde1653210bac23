package org.drey.local.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state that a job goes on from whose last run has ended without a savepoint. */
final class RestorePoint {
  private static final String PREFIX = "chk-";

  private RestorePoint() {}

  /**
   * Returns the newest complete checkpoint of a run; where it has none, what it was started from.
   *
   * @param checkpoints the folder with a folder for each run
   * @return null where there is neither: the job begins anew
   */
  static @Nullable String of(Path checkpoints, DeployedJobs.Run run) throws IOException {
    return run.id() == null
        ? run.from()
        : newest(checkpoints.resolve(run.id())).map(RestorePoint::uri).orElse(run.from());
  }

  private static Optional<Path> newest(Path run) throws IOException {
    if (!Files.isDirectory(run)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(run)) {
      return files
          .filter(one -> one.getFileName().toString().startsWith(PREFIX))
          .filter(one -> isComplete(one.resolve("_metadata")))
          .max(Comparator.comparingLong(RestorePoint::number));
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

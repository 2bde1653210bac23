package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state that a job goes on from. */
final class RestorePointTest {
  private static final String SAVEPOINT = "file:///savepoints/savepoint-1";

  @TempDir private Path folder;

  private Path checkpoint(String name, boolean complete) throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve("job").resolve(name));
    if (complete) {
      Files.writeString(checkpoint.resolve("_metadata"), "state");
    }
    return checkpoint;
  }

  @Test
  void theNewestCompleteCheckpointByItsNumber() throws IOException {
    checkpoint("chk-9", true);
    Path newest = checkpoint("chk-10", true);
    checkpoint("chk-11", false);
    Files.createFile(checkpoint("chk-12", false).resolve("_metadata")); // of a power cut
    checkpoint("shared", true);
    assertEquals(
        newest.toUri().toString(), RestorePoint.of(folder, new DeployedJobs.Run("job", SAVEPOINT)));
  }

  @Test
  void aRunWithoutACheckpointGoesOnFromWhatItWasStartedFrom() throws IOException {
    checkpoint("chk-1", false);
    assertEquals(SAVEPOINT, RestorePoint.of(folder, new DeployedJobs.Run("job", SAVEPOINT)));
    assertEquals(SAVEPOINT, RestorePoint.of(folder, new DeployedJobs.Run("other", SAVEPOINT)));
  }

  @Test
  void aStoppedJobGoesOnFromItsSavepoint() throws IOException {
    assertEquals(SAVEPOINT, RestorePoint.of(folder, new DeployedJobs.Run(null, SAVEPOINT)));
  }

  @Test
  void aJobThatNeverRanBeginsAnew() throws IOException {
    assertNull(RestorePoint.of(folder, DeployedJobs.Run.NONE));
  }
}

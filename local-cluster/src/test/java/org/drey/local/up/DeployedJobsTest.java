package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state that a job goes on from. */
final class DeployedJobsTest {
  private static final String SAVEPOINT = "file:///savepoints/savepoint-1";

  private static final String ID = "0123abcd0123abcd0123abcd0123abcd";

  @TempDir private Path folder;

  private Path checkpoint(String name, boolean complete) throws IOException {
    Path checkpoint =
        Files.createDirectories(folder.resolve("checkpoints").resolve(ID).resolve(name));
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
        newest.toUri().toString(), new DeployedJobs.Run(ID, SAVEPOINT).newestState(folder));
  }

  @Test
  void aRunWithoutACheckpointGoesOnFromWhatItWasStartedFrom() throws IOException {
    checkpoint("chk-1", false);
    assertEquals(SAVEPOINT, new DeployedJobs.Run(ID, SAVEPOINT).newestState(folder));
    assertEquals(SAVEPOINT, new DeployedJobs.Run("another", SAVEPOINT).newestState(folder));
  }

  @Test
  void aJobThatWasStoppedUnnotedGoesOnFromItsSavepoint() throws IOException {
    Path savepoint = folder.resolve("savepoints").resolve("savepoint-0123ab-1");
    Files.writeString(Files.createDirectories(savepoint).resolve("_metadata"), "state");
    Files.createDirectories(savepoint.resolveSibling("savepoint-0123ab-2"));
    DeployedJobs.Run run = new DeployedJobs.Run(ID, SAVEPOINT);
    assertEquals(savepoint.toUri().toString(), run.newestState(folder));
    Path newer = checkpoint("chk-1", true);
    assertEquals(newer.toUri().toString(), run.newestState(folder));
  }

  @Test
  void aStoppedJobGoesOnFromItsSavepoint() throws IOException {
    assertEquals(SAVEPOINT, new DeployedJobs.Run(null, SAVEPOINT).newestState(folder));
  }

  @Test
  void aJobThatNeverRanBeginsAnew() throws IOException {
    assertNull(DeployedJobs.Run.NONE.newestState(folder));
  }
}

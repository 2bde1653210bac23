package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What is said of a job that failed. */
final class ReplayRunTest {
  private static final String FULL = "No space left on device";

  private static ExecutionException failed(Exception cause) {
    return new ExecutionException(new IllegalStateException("Job execution failed.", cause));
  }

  @Test
  void aFullFolderForTemporaryFilesIsNamed() {
    IOException full = new IOException(FULL);
    for (Exception one : List.of(full, failed(full))) {
      assertEquals(
          System.getProperty("java.io.tmpdir") + ": " + FULL,
          ReplayRun.withFolder(one).getMessage());
    }
  }

  @Test
  void allElseIsAsItWas() {
    ExecutionException named = failed(new FileSystemException("alerts.jsonl", null, FULL));
    assertSame(named, ReplayRun.withFolder(named));
    ExecutionException other = failed(new IOException("Insufficient number of network buffers"));
    assertSame(other, ReplayRun.withFolder(other));
  }
}

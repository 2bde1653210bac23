package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.RpcOptions;
import org.drey.streaming.job.FlinkSettings;
import org.drey.terminal.UserError;
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
  void aMachineThatIsTooBusyIsNoFaultOfTheProgram() {
    Exception said = ReplayRun.explained(failed(new TimeoutException("Ask timed out")));
    assertTrue(said instanceof UserError, said::toString);
    assertTrue(said.getMessage().startsWith("The machine is too busy: "), said.getMessage());
    Duration within = FlinkSettings.bounded(1).get(RpcOptions.ASK_TIMEOUT_DURATION);
    assertTrue(within.compareTo(Duration.ofMinutes(1)) >= 0, within::toString);
  }

  @Test
  void allElseIsAsItWas() {
    ExecutionException named = failed(new FileSystemException("alerts.jsonl", null, FULL));
    assertSame(named, ReplayRun.withFolder(named));
    ExecutionException other = failed(new IOException("Insufficient number of network buffers"));
    assertSame(other, ReplayRun.withFolder(other));
  }
}

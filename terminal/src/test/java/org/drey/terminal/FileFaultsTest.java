package org.drey.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class FileFaultsTest {
  private static void assertSays(String message, Throwable error) {
    assertEquals(Optional.of(message), FileFaults.message(error));
  }

  @Test
  void whatAndWhyAreSaid() {
    assertSays("There is no file or folder a.txt", new NoSuchFileException("a.txt"));
    assertSays(
        "Cannot read or write: a.txt: permission denied", new AccessDeniedException("a.txt"));
    assertSays(
        "Cannot read or write: a.txt: No space left on device",
        new FileSystemException("a.txt", null, "No space left on device"));
    assertSays("Cannot read or write: Broken pipe", new IOException("Broken pipe"));
  }

  @Test
  void aFaultInsideAJobIsFound() {
    assertSays(
        "Cannot read or write: a.txt: permission denied",
        new ExecutionException(
            new IllegalStateException("Job failed", new AccessDeniedException("a.txt"))));
    IOException full = new FileSystemException("a.txt", null, "full");
    full.initCause(new IOException("full"));
    assertSays("Cannot read or write: a.txt: full", new UncheckedIOException(full));
  }

  /** What wraps it on purpose has the better words: which brokers, which line. */
  @Test
  void anErrorThatIsSaidIsSaidAsItIs() {
    assertSays(
        "Cannot read or write: Kafka at k:1 does not answer",
        new IOException("Kafka at k:1 does not answer", new IllegalStateException("timeout")));
    assertSays(
        "Cannot read or write: list.txt: line 1 is no rule",
        new IOException("list.txt: line 1 is no rule", new IOException("line 1 is no rule")));
  }

  @Test
  void aFaultOfTheProgramIsNotTakenForOne() {
    assertEquals(
        Optional.empty(),
        FileFaults.message(
            new ExecutionException(
                new IOException("could not write", new IllegalStateException("bug")))));
    assertEquals(Optional.empty(), FileFaults.message(new NullPointerException()));
  }
}

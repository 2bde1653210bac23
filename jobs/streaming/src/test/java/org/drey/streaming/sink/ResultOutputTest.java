package org.drey.streaming.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultOutputTest {
  @TempDir private Path folder;

  @Test
  void aFullDiskIsSaidWithTheFile() throws IOException {
    OutputStream out = ResultOutput.buffered(Path.of("/dev/full"));
    out.write('a');
    var full = assertThrows(FileSystemException.class, out::flush);
    assertEquals("/dev/full: No space left on device", full.getMessage());
  }

  @Test
  void aFileOfARunThatWasStoppedIsNotMadeAgain() {
    Path file = folder.resolve(".alerts.jsonl.part");
    assertThrows(NoSuchFileException.class, () -> ResultOutput.buffered(file));
    assertThrows(NoSuchFileException.class, () -> ResultOutput.unbuffered(file));
    assertFalse(Files.exists(file));
  }
}

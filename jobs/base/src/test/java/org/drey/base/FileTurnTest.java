package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTurnTest {
  @TempDir private Path folder;

  @Test
  void oneOfTwoHasIt() throws IOException {
    Path file = folder.resolve("lock");
    try (FileTurn second = new FileTurn(file)) {
      try (FileTurn first = new FileTurn(file)) {
        assertTrue(first.take());
        assertTrue(first.take(), "still");
        assertFalse(second.take());
      }
      assertTrue(second.take());
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}

package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnerOnlyTest {
  @TempDir Path folder;

  @Test
  void aFileThatWasForAllIsForItsOwnerAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "for all, and longer");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (OutputStream out = OwnerOnly.create(file)) {
      out.write("mine".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals("mine", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}

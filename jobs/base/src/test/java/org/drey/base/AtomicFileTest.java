package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void whatFailsHalfwayLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(
        file, out -> out.write("old".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    IOException full =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("full");
                    }));
    assertEquals(file + ": full", full.getMessage());
    assertEquals("old", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void whatIsNoFileIsNotReplaced() throws IOException {
    Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null"));
    assertThrows(FileSystemException.class, () -> AtomicFile.write(device, out -> out.write('a')));
    assertThrows(
        FileSystemException.class, () -> AtomicFile.writeList(device, out -> out.write('a')));
    assertTrue(Files.isSymbolicLink(device));
    Path file = folder.resolve("file");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.write(file, out -> out.write('a'));
    AtomicFile.write(link, out -> out.write('b'));
    assertEquals("b", Files.readString(link));
  }

  @Test
  void whatIsCreatedIsNeverReplaced() throws IOException {
    Path file = folder.resolve("new/file");
    AtomicFile.create(file, out -> out.write('a'));
    assertThrows(
        FileAlreadyExistsException.class, () -> AtomicFile.create(file, out -> out.write('b')));
    assertEquals("a", Files.readString(file));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(1, files.count());
    }
  }
}

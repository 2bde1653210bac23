package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegularFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsReadIsARegularFileOrALinkToOne() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    for (Path one : new Path[] {file, link}) {
      assertTrue(RegularFile.isThere(one));
      try (InputStream in = RegularFile.open(one)) {
        assertEquals(4, in.readAllBytes().length);
      }
    }
  }

  @Test
  void whatIsNotThereIsMissing() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertFalse(RegularFile.isThere(nowhere));
    assertThrows(NoSuchFileException.class, () -> RegularFile.check(nowhere));
  }

  @Test
  void whatHasTheNameAndIsNoFileIsRefusedByName() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    assertRefused(inner, "is a folder");
    Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null"));
    assertRefused(device, "device, not a file");
    Path stray = Files.createSymbolicLink(folder.resolve("stray"), folder.resolve("nowhere"));
    assertThrows(NoSuchFileException.class, () -> RegularFile.isThere(stray));
  }

  @Test
  void onlyARegularFileIsReplaced() throws IOException {
    RegularFile.checkReplaceable(folder.resolve("nowhere"));
    RegularFile.checkReplaceable(Files.createFile(folder.resolve("file")));
    for (Path other : new Path[] {folder, Path.of("/dev/null")}) {
      assertThrows(FileSystemException.class, () -> RegularFile.checkReplaceable(other));
    }
  }

  private static void assertRefused(Path path, String reason) {
    var e = assertThrows(FileSystemException.class, () -> RegularFile.isThere(path));
    assertEquals(path.toString(), e.getFile());
    assertTrue(String.valueOf(e.getReason()).contains(reason), e.getMessage());
    assertThrows(FileSystemException.class, () -> RegularFile.open(path));
  }
}

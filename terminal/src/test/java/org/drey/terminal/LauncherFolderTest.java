package org.drey.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LauncherFolderTest {
  @TempDir private Path folder;

  @Test
  void theLaunchersFolderIsRemovedWithAllThatIsInIt() throws IOException {
    Files.createFile(folder.resolve(LauncherFolder.MARKER));
    Files.createFile(Files.createDirectory(folder.resolve("checkpoints")).resolve("one"));
    LauncherFolder.remove(folder.toString());
    assertFalse(Files.exists(folder));
  }

  @Test
  void aFolderWithoutTheMarkerStays() throws IOException {
    Path file = Files.createFile(folder.resolve("someone else's"));
    LauncherFolder.remove(folder.toString());
    LauncherFolder.remove(null);
    assertTrue(Files.exists(file));
  }
}

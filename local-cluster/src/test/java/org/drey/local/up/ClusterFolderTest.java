package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.drey.terminal.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that a cluster is made in. */
final class ClusterFolderTest {
  @TempDir private Path folder;

  @Test
  void aFolderWithFilesOfOthersIsLeftAlone() throws IOException {
    Path key = Files.writeString(folder.resolve("list.key"), "of a deployment");
    UserError said = assertThrows(UserError.class, () -> new ClusterFolder(folder).create());
    assertTrue(said.getMessage().contains("is no cluster"), said.getMessage());
    assertEquals("of a deployment", Files.readString(key));
  }

  @Test
  void aStartThatWasBrokenOffBeginsAgain() throws Exception {
    new ClusterFolder(folder).create();
    Files.writeString(new ClusterFolder(folder).configuration(), "streams: {}");
    new ClusterFolder(folder).create();
    Files.createFile(folder.resolve("mine.txt"));
    assertThrows(UserError.class, () -> new ClusterFolder(folder).create());
  }

  @Test
  void anEmptyFolderBecomesItsOwnersAlone() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    new ClusterFolder(folder).create();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }
}

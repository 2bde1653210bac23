package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
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
  void aJarThatIsOlderThanTheClassesBesideItIsRefused() throws IOException {
    Path built = Files.createDirectories(folder.resolve("rules/target/classes")).resolve("A.class");
    Files.writeString(built, "before");
    Path jar = folder.resolve("drey-jobs.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("A.class"));
      out.write("before".getBytes(StandardCharsets.UTF_8));
    }
    Instant made = Files.getLastModifiedTime(jar).toInstant();
    Files.setLastModifiedTime(built, FileTime.from(made.plusSeconds(60)));
    ClusterFolder.demandUpToDate(jar, folder); // built again, and the same
    Files.writeString(built, "after");
    Files.setLastModifiedTime(built, FileTime.from(made.plusSeconds(60)));
    UserError said = assertThrows(UserError.class, () -> ClusterFolder.demandUpToDate(jar, folder));
    assertTrue(said.getMessage().contains("'./mvnw -DskipTests package'"), said.getMessage());
    Files.setLastModifiedTime(built, FileTime.from(made.minusSeconds(60)));
    ClusterFolder.demandUpToDate(jar, folder);
  }

  @Test
  void anEmptyFolderBecomesItsOwnersAlone() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    new ClusterFolder(folder).create();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }
}

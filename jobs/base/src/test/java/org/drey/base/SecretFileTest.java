package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.drey.base.SecretFile.FileWay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretFileTest {
  private static final String SECRET = "made up";

  @TempDir Path folder;

  @Test
  void whatOthersMayUseIsRefusedWithTheWayToFixIt() throws IOException {
    Path file = made(folder.resolve("given"));
    assertEquals(SECRET, SecretFile.text("the key", file));
    for (String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      var e = assertThrows(UnsafeFileException.class, () -> SecretFile.text("the key", file));
      assertEquals(
          "the key %1$s: others may use it; repair that with: chmod 600 %1$s".formatted(file),
          e.getMessage());
    }
  }

  /** Kubernetes gives a secret to the group of a pod, whose files are root's. */
  @Test
  void rootMayGiveASecretToAGroup() {
    assertFalse(SecretFile.isExposed(0, 0100440, 9999));
    assertFalse(SecretFile.isExposed(0, 0100640, 9999));
    assertTrue(SecretFile.isExposed(0, 0100660, 9999), "the group may change it");
    assertTrue(SecretFile.isExposed(0, 0100444, 9999), "others may read it");
    assertTrue(SecretFile.isExposed(9999, 0100640, 9999), "its reader can close it");
    assertTrue(SecretFile.isExposed(0, 0100640, 0), "its reader can close it");
    assertFalse(SecretFile.isExposed(9999, 0100600, 9999));
  }

  @Test
  void aKeyInAFolderThatOthersWriteIsRefusedWithTheWayToFixIt() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Path below = Files.createDirectory(open.resolve("below"));
    Path file = below.resolve("key");
    made(file);
    for (String mode : new String[] {"rwxrwxr-x", "rwxr-xrwx"}) {
      for (Path wide : new Path[] {open, below}) {
        Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString(mode));
        var e = assertThrows(UnsafeFileException.class, () -> SecretFile.text("the key", file));
        assertTrue(String.valueOf(e.getMessage()).endsWith("chmod go-w " + wide.toRealPath()));
        Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    assertNotNull(SecretFile.text("the key", file));
  }

  @Test
  void aKeyThatALinkInAnOpenFolderLeadsToIsRefused() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Path closed = Files.createDirectory(folder.resolve("closed"));
    made(closed.resolve("key"));
    Path link = Files.createSymbolicLink(open.resolve("link"), Path.of("../closed"));
    Path second = Files.createSymbolicLink(closed.resolve("second"), link.toAbsolutePath());
    Path key = second.resolve(".").resolve("key");
    assertNotNull(SecretFile.text("the key", key));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));
    var e = assertThrows(UnsafeFileException.class, () -> SecretFile.text("the key", key));
    assertTrue(String.valueOf(e.getMessage()).endsWith("chmod go-w " + open.toRealPath()));
    assertNotNull(SecretFile.text("the key", closed.resolve("key")));
    Path circle = Files.createSymbolicLink(closed.resolve("circle"), Path.of("circle"));
    assertThrows(IOException.class, () -> FileWay.to(circle));
  }

  @Test
  void aKeyByAnothersFolderOrLinkIsRefused() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    made(theirs.resolve("key"));
    made(own.resolve("key"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), own);
    assertNotNull(SecretFile.text("the key", link.resolve("key")));
    try {
      Files.setAttribute(theirs, "unix:uid", 65_534);
      Files.setAttribute(link, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return; // only root can give a file away
    }
    for (Path way : new Path[] {theirs, link}) {
      var e =
          assertThrows(
              UnsafeFileException.class, () -> SecretFile.text("the key", way.resolve("key")));
      assertTrue(String.valueOf(e.getMessage()).endsWith("0 " + way), e.getMessage());
    }
  }

  @Test
  void anothersKeyIsRefused() throws IOException {
    assertFalse(SecretFile.isForeign(1000, 1000));
    assertFalse(SecretFile.isForeign(0, 1000));
    assertTrue(SecretFile.isForeign(1001, 1000));
    assertTrue(SecretFile.isForeign(1000, 0));
    Path file = made(folder.resolve("given"));
    try {
      Files.setAttribute(file, "unix:uid", 65_534);
    } catch (IOException e) {
      return; // only root can give a file away
    }
    var e = assertThrows(UnsafeFileException.class, () -> SecretFile.text("the key", file));
    assertTrue(String.valueOf(e.getMessage()).contains("chown"));
  }

  private static Path made(Path file) throws IOException {
    Files.writeString(file, SECRET);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}

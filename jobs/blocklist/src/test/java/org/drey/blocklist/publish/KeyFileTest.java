package org.drey.blocklist.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.drey.blocklist.publish.KeyFile.UnusableKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFileTest {
  private static final String SECRET = "sixteen letters!";

  @TempDir Path folder;

  @Test
  void aNewKeyIsItsOwnersAloneAndNeverReplaced() throws IOException {
    Path file = folder.resolve("key");
    KeyFile.create(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String check = KeyFile.read(file).check();
    assertThrows(UnusableKeyException.class, () -> KeyFile.create(file));
    assertEquals(check, KeyFile.read(file).check());
    Path other = folder.resolve("other");
    KeyFile.create(other);
    assertNotEquals(check, KeyFile.read(other).check());
  }

  @Test
  void aKeyThatCannotBeWrittenLeavesNoFile() {
    Path file = folder.resolve("key");
    IOException full =
        assertThrows(
            IOException.class,
            () ->
                KeyFile.create(
                    file,
                    out -> {
                      out.write('a');
                      throw new IOException("No space left on device");
                    }));
    assertEquals(file + ": No space left on device", full.getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void aLineEndAtTheEndDoesNotCount() throws IOException {
    String check = KeyFile.ofText("text", SECRET).check();
    for (String text : new String[] {SECRET, SECRET + "\n", SECRET + "\r\n"}) {
      assertEquals(check, KeyFile.read(file(text, "rw-------")).check());
    }
    assertNotEquals(check, KeyFile.read(file(SECRET + "\n\n", "r--------")).check());
  }

  @Test
  void aKeyThatOthersMayReadIsRefusedWithTheWayToFixIt() throws IOException {
    for (String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"}) {
      Path file = file(SECRET, mode);
      var e = assertThrows(UnusableKeyException.class, () -> KeyFile.read(file));
      assertTrue(String.valueOf(e.getMessage()).endsWith("chmod 600 " + file));
    }
  }

  @Test
  void aShortKeyIsRefusedWithoutRepeatingIt() throws IOException {
    Path file = file("secret", "rw-------");
    for (UnusableKeyException e :
        new UnusableKeyException[] {
          assertThrows(UnusableKeyException.class, () -> KeyFile.read(file)),
          assertThrows(UnusableKeyException.class, () -> KeyFile.ofText("text", "secret"))
        }) {
      assertTrue(String.valueOf(e.getMessage()).contains("at least 16 bytes"));
      assertFalse(String.valueOf(e.getMessage()).contains("secret"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aaaaaaaaaaaaaaaa",
        "0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz",
        "password1password1",
        "1212121212121212121"
      })
  void aKeyThatCanBeGuessedIsRefusedWithoutRepeatingIt(String weak) throws IOException {
    Path file = file(weak, "rw-------");
    for (UnusableKeyException e :
        new UnusableKeyException[] {
          assertThrows(UnusableKeyException.class, () -> KeyFile.read(file)),
          assertThrows(UnusableKeyException.class, () -> KeyFile.ofText("text", weak))
        }) {
      assertTrue(String.valueOf(e.getMessage()).contains("./drey blocklist key"));
      assertFalse(String.valueOf(e.getMessage()).contains(weak));
    }
  }

  @Test
  void noRandomKeyIsWeak() {
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 10_000; i++) {
      byte[] key = new byte[16];
      random.nextBytes(key);
      assertFalse(KeyGuard.isWeak(key));
      assertFalse(KeyGuard.isWeak(HexFormat.of().formatHex(key).getBytes(US_ASCII)));
    }
  }

  @Test
  void aKeyInAFolderThatOthersWriteIsRefusedWithTheWayToFixIt() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Path below = Files.createDirectory(open.resolve("below"));
    Path file = below.resolve("key");
    KeyFile.create(file);
    for (String mode : new String[] {"rwxrwxr-x", "rwxr-xrwx"}) {
      for (Path wide : new Path[] {open, below}) {
        Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString(mode));
        var e = assertThrows(UnusableKeyException.class, () -> KeyFile.read(file));
        assertTrue(String.valueOf(e.getMessage()).endsWith("chmod go-w " + wide.toRealPath()));
        Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    assertNotNull(KeyFile.read(file));
  }

  @Test
  void aKeyThatALinkInAnOpenFolderLeadsToIsRefused() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Path closed = Files.createDirectory(folder.resolve("closed"));
    KeyFile.create(closed.resolve("key"));
    Path link = Files.createSymbolicLink(open.resolve("link"), Path.of("../closed"));
    Path second = Files.createSymbolicLink(closed.resolve("second"), link.toAbsolutePath());
    Path key = second.resolve(".").resolve("key");
    assertNotNull(KeyFile.read(key));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));
    var e = assertThrows(UnusableKeyException.class, () -> KeyFile.read(key));
    assertTrue(String.valueOf(e.getMessage()).endsWith("chmod go-w " + open.toRealPath()));
    assertNotNull(KeyFile.read(closed.resolve("key")));
    Path circle = Files.createSymbolicLink(closed.resolve("circle"), Path.of("circle"));
    assertThrows(IOException.class, () -> FileWay.to(circle));
  }

  @Test
  void aKeyByAnothersFolderOrLinkIsRefused() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    KeyFile.create(theirs.resolve("key"));
    KeyFile.create(own.resolve("key"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), own);
    assertNotNull(KeyFile.read(link.resolve("key")));
    try {
      Files.setAttribute(theirs, "unix:uid", 65_534);
      Files.setAttribute(link, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return; // only root can give a file away
    }
    for (Path way : new Path[] {theirs, link}) {
      var e = assertThrows(UnusableKeyException.class, () -> KeyFile.read(way.resolve("key")));
      assertTrue(String.valueOf(e.getMessage()).endsWith("0 " + way), e.getMessage());
    }
  }

  @Test
  void anothersKeyIsRefused() throws IOException {
    assertFalse(KeyGuard.isForeign(1000, 1000));
    assertFalse(KeyGuard.isForeign(0, 1000));
    assertTrue(KeyGuard.isForeign(1001, 1000));
    assertTrue(KeyGuard.isForeign(1000, 0));
    Path file = file(SECRET, "rw-------");
    try {
      Files.setAttribute(file, "unix:uid", 65_534);
    } catch (IOException e) {
      return; // only root can give a file away
    }
    var e = assertThrows(UnusableKeyException.class, () -> KeyFile.read(file));
    assertTrue(String.valueOf(e.getMessage()).contains("chown"));
  }

  private Path file(String text, String mode) throws IOException {
    Path file = folder.resolve("given");
    Files.deleteIfExists(file);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }
}

package org.drey.blocklist.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.drey.blocklist.publish.KeyFile.UnusableKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void aLineEndAtTheEndDoesNotCount() throws IOException {
    String check = KeyFile.ofText("text", SECRET).check();
    for (String text : new String[] {SECRET, SECRET + "\n", SECRET + "\r\n"}) {
      assertEquals(check, KeyFile.read(file(text, "rw-------")).check());
    }
    assertNotEquals(check, KeyFile.read(file(SECRET + "\n\n", "r--------")).check());
  }

  @Test
  void aKeyThatOthersMayReadIsRefusedWithTheWayToMendIt() throws IOException {
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

  private Path file(String text, String mode) throws IOException {
    Path file = folder.resolve("given");
    Files.deleteIfExists(file);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }
}

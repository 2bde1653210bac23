package org.drey.blocklist.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.drey.blocklist.publish.KeyFile.KeyGuard;
import org.drey.blocklist.publish.KeyFile.UnusableKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFileTest {
  private static final String SECRET = "mX2v-9Qd!tR7w_Lc4Zk8";

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
        "1212121212121212121",
        "qwertyuiopasdfgh",
        "changeme-changeme-now",
        "Password123456789!",
        "P@ssw0rd-S3cret!2024",
        "1qaz2wsx3edc4rfv",
        "sixteen letters!",
        "Deadbeef-Cafebabe"
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
    for (int i = 0; i < 100; i++) {
      byte[] key = new byte[16];
      random.nextBytes(key);
      assertFalse(KeyGuard.isWeak(Base64.getEncoder().encode(key)));
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

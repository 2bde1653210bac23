package org.drey.collect.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures of webhooks: right ones, and all that are not. */
final class LivekitSignatureTest {
  /** Made by livekit-server-sdk 2.19.0, of the body and time below. */
  private static final String OF_SDK =
      "eyJhbGciOiJIUzI1NiJ9.eyJzaGEyNTYiOiJXcmRWdWtjb0ZhT2FSLzhPbWhDK0hUSVVTTWdoL0tNV28"
          + "waCtuaERlVHNnPSIsImlzcyI6ImtleS0xIiwiZXhwIjoxNzk2MTA5MTc4LCJuYmYiOjE3OTYxMDg4Nzh"
          + "9.soCGQbSlQrlbGv2jEgDQzQOG00GJBbJJbWXo9VJVqEY";

  private static final String BODY =
      "{\"event\":\"room_started\",\"room\":{\"sid\":\"RM_1\",\"name\":\"evening\"}"
          + ",\"id\":\"EV_1\",\"createdAt\":\"1796083800\"}";
  private static final Instant SIGNED = Instant.ofEpochSecond(1796108878);

  @TempDir private Path folder;
  private LivekitSignature signature;

  @BeforeEach
  void read() throws IOException {
    signature = at(SIGNED);
  }

  private LivekitSignature at(Instant now) throws IOException {
    Path file = SignedBodies.keyFile(folder);
    return LivekitSignature.read(file, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatLiveKitsOwnLibrarySignsIsTaken() throws IOException {
    assertTrue(signature.mayWrite(OF_SDK));
    assertTrue(signature.isSigned(OF_SDK, bytes(BODY)));
    assertFalse(signature.isSigned(OF_SDK, bytes(BODY + " ")), "another body");
    assertTrue(at(SIGNED.plusSeconds(299)).mayWrite(OF_SDK));
    assertFalse(at(SIGNED.plusSeconds(3_600)).mayWrite(OF_SDK), "an hour old");
    assertFalse(at(SIGNED.minusSeconds(3_600)).mayWrite(OF_SDK), "of an hour ahead");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "right; {'alg':'HS256'}; 'iss':'key-1','exp':+300,'nbf':+0; true",
        "right; {'alg':'HS256'}; 'iss':'key-1','exp':+300; true",
        "no end; {'alg':'HS256'}; 'iss':'key-1','nbf':+0; false",
        "an end that is no number; {'alg':'HS256'}; 'iss':'key-1','exp':'soon'; false",
        "has ended; {'alg':'HS256'}; 'iss':'key-1','exp':-3600; false",
        "valid for hours; {'alg':'HS256'}; 'iss':'key-1','exp':+21600; false",
        "an end without end; {'alg':'HS256'}; 'iss':'key-1','exp':99999999999999999999; false",
        "not begun; {'alg':'HS256'}; 'iss':'key-1','exp':+300,'nbf':+120; false",
        "no key; {'alg':'HS256'}; 'exp':+300; false",
        "an unknown key; {'alg':'HS256'}; 'iss':'key-9','exp':+300; false",
        "a key of another; {'alg':'HS256'}; 'iss':'key-2','exp':+300; false",
        "unsigned; {'alg':'none'}; 'iss':'key-1','exp':+300; false",
        "another algorithm; {'alg':'HS512'}; 'iss':'key-1','exp':+300; false",
        "no head; []; 'iss':'key-1','exp':+300; false",
      })
  void onlyWhatIsRightAndNewIsTaken(String what, String head, String claims, boolean isTaken) {
    String token = SignedBodies.token(SIGNED, head, claims, bytes(BODY));
    assertEquals(isTaken, signature.mayWrite(token), what);
    assertEquals(isTaken, signature.isSigned(token, bytes(BODY)), what);
  }

  @Test
  void whatIsNoTokenIsRefused() {
    String token = SignedBodies.token(SIGNED, bytes(BODY));
    String[] parts = token.split("\\.", -1);
    String[] wrong = {
      null,
      "",
      "..",
      token + ".",
      "Bearer " + token,
      parts[0] + "." + parts[1] + ".",
      parts[0] + "." + parts[1] + "." + parts[2].substring(1),
      parts[0] + "." + parts[0] + "." + parts[2],
      "\u00e4." + parts[1] + "." + parts[2],
      "x".repeat(100_000),
    };
    for (String one : wrong) {
      assertFalse(signature.mayWrite(one), one);
    }
    String text = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    assertTrue(text.contains("sha256"));
    String without = SignedBodies.signed("{\"alg\":\"HS256\"}", text.replace("sha256", "sha"));
    assertFalse(signature.isSigned(without, bytes(BODY)), "no digest");
  }

  @Test
  void keysAreTheirOwnersAloneAndLong() throws IOException {
    Path file = SignedBodies.keyFile(folder);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(refusal(file).contains("chmod 600"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "devkey: secret\n");
    assertTrue(refusal(file).contains("at least 32 bytes"));
    Files.writeString(file, "words\n");
    assertTrue(refusal(file).contains("line 1: a line is KEY: SECRET"));
    Files.writeString(file, "\n");
    assertTrue(refusal(file).contains("no line KEY: SECRET"));
  }

  private static String refusal(Path file) {
    return assertThrows(IOException.class, () -> LivekitSignature.read(file, Clock.systemUTC()))
        .getMessage();
  }
}

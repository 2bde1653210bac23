package org.drey.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.yaml.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file by which people sign in. */
final class ProviderSettingsTest {
  private static final String RIGHT =
      """
      issuer: https://login.example/staff/
      client_id: drey-console
      client_secret_file: secret.txt
      address: https://Console.Example:443
      roles: {analyst: [desk, leads], reviewer: leads}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void secret() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.txt"), "s3cret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private ProviderSettings read(String yaml) throws IOException {
    return ProviderSettings.read(Files.writeString(folder.resolve("sign-in.yaml"), yaml));
  }

  @Test
  void whatIsLeftOutHasADefault() throws IOException {
    ProviderSettings settings = read(RIGHT);
    assertEquals("https://login.example/staff/", settings.issuer());
    assertEquals("https://console.example", settings.address().toString(), "as browsers have it");
    assertEquals("s3cret", settings.secret());
    assertEquals("sub", settings.idClaim());
    assertEquals("groups", settings.groupsClaim());
    assertEquals(List.of(), settings.scopes());
    assertEquals(Duration.ofHours(4), settings.session());
    assertEquals(Duration.ofMinutes(90), read(RIGHT + "session: 90m\n").session());
    assertEquals(
        Map.of(
            "desk",
            Set.of(ConsoleRole.ANALYST),
            "leads",
            Set.of(ConsoleRole.ANALYST, ConsoleRole.REVIEWER)),
        settings.roles());
    assertFalse(settings.toString().contains("s3cret"));
  }

  @Test
  void theExampleIsOne() throws IOException {
    Files.copy(Path.of("sign-in-example.yaml"), folder.resolve("sign-in.yaml"));
    ProviderSettings settings = ProviderSettings.read(folder.resolve("sign-in.yaml"));
    assertEquals(ConsoleRole.values().length, settings.roles().size());
    assertTrue(settings.isSecure());
  }

  @Test
  void whatIsWrongIsRefusedWithItsLine() {
    Map<String, String> wrong =
        Map.of(
            "https://login.example", "http://login.example",
            "https://Console", "http://Console",
            ":443", "/console",
            "client_id", "client",
            "issuer: https://login.example/staff/", "issuer: https://login.example/?a=b",
            "reviewer", "superuser",
            "client_id: drey-console\n", "",
            "https://Console.Example", "https://user@console.example");
    wrong.forEach(
        (from, to) ->
            assertThrows(ProblemException.class, () -> read(RIGHT.replace(from, to)), from));
    for (String session : List.of("4m", "13h", "4", "long")) {
      assertThrows(ProblemException.class, () -> read(RIGHT + "session: " + session), session);
    }
    assertThrows(IOException.class, () -> read(RIGHT.replace("secret.txt", "none.txt")));
  }

  @Test
  void anEmptySecretIsRefused() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), " \n");
    assertThrows(ProblemException.class, () -> read(RIGHT));
  }
}

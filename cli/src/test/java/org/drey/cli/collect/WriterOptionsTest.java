package org.drey.cli.collect;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.drey.terminal.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class WriterOptionsTest {
  @TempDir private Path folder;

  private void check(String token) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), token + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    WriterOptions options = new WriterOptions();
    CommandLine line = new CommandLine(options);
    line.parseArgs("--http", "127.0.0.1:0", "--http-token-file", file.toString());
    options.check(line.getCommandSpec());
  }

  @Test
  void aTokenThatCanBeGuessedIsRefused() {
    UserError refusal = assertThrows(UserError.class, () -> check("15-characters-!"));
    assertTrue(refusal.getMessage().contains("fewer than 16 characters"), refusal.getMessage());
    assertDoesNotThrow(() -> check("16-characters-!!"));
  }

  @Test
  void signingKeysAreTheirOwnersAloneAndNoTokenBesides() throws IOException {
    Path keys =
        Files.writeString(folder.resolve("keys"), "key-1: " + "cwWh3kPZ0sYxgJ7uQmT5vN8bL2rD4fAe");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
    IOException open = assertThrows(IOException.class, () -> checkKeys(keys));
    assertTrue(open.getMessage().contains("others may use it"), open.getMessage());
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    assertDoesNotThrow(() -> checkKeys(keys));
    assertThrows(
        CommandLine.ParameterException.class,
        () -> checkKeys(keys, "--http-token-file", keys.toString()));
  }

  private static void checkKeys(Path keys, String... more) throws IOException {
    WriterOptions options = new WriterOptions();
    CommandLine line = new CommandLine(options);
    line.parseArgs(
        Stream.concat(
                Stream.of("--http", "127.0.0.1:0", "--http-key-file", keys.toString()),
                Stream.of(more))
            .toArray(String[]::new));
    options.check(line.getCommandSpec());
  }
}

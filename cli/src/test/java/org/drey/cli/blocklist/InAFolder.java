package org.drey.cli.blocklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tests of {@code ./drey blocklist} with feeds, lists and their key in a folder. */
abstract class InAFolder {
  static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  String key = "";

  @BeforeEach
  final void makeKey() {
    key = path("list.key");
    assertEquals(0, blocklist("key", "--output", key).status());
  }

  static CommandRun blocklist(String... arguments) {
    return CommandRun.of(new CommandLine(new BlocklistCommand()), arguments);
  }

  /** What a command that succeeds prints as JSON. */
  static JsonNode json(String... arguments) throws IOException {
    CommandRun ran = blocklist(arguments);
    assertEquals(0, ran.status(), ran.err());
    return JSON.readTree(ran.out());
  }

  CommandRun compile(String output, String feed, String... more) {
    String[] first = {"compile", feed, "--output", output, "--key-file", key};
    return blocklist(Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  /** Writes a file that no one else can read. */
  String write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
        .toString();
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }
}

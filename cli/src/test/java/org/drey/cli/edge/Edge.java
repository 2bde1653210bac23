package org.drey.cli.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.ShutdownHook;
import picocli.CommandLine;

/** Runs {@code ./drey edge}, and writes what it reads. */
final class Edge {
  private Edge() {}

  static CommandRun run(String... arguments) {
    CommandLine line =
        EdgeCommand.line(new ShutdownHook())
            .setParameterExceptionHandler(
                (error, given) -> {
                  error.getCommandLine().getErr().println(error.getMessage());
                  return CommandLine.ExitCode.USAGE;
                });
    return CommandRun.of(line, arguments);
  }

  /** Writes a file that no one else can read. */
  static Path closed(Path file, String content) {
    try {
      Files.writeString(file, content);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

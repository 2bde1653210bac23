package org.drey.cli.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.drey.cli.console.Shutdown;
import picocli.CommandLine;

/** What an edge command did. */
record Edge(int status, String out, String err) {
  static Edge run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        EdgeCommand.line(new Shutdown())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(
                (error, given) -> {
                  error.getCommandLine().getErr().println(error.getMessage());
                  return CommandLine.ExitCode.USAGE;
                })
            .setExecutionExceptionHandler(
                (error, command, parsed) -> {
                  command.getErr().println(error.getMessage());
                  return CommandLine.ExitCode.SOFTWARE;
                });
    return new Edge(line.execute(arguments), out.toString(), err.toString());
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

package org.drey.local.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.drey.cli.blocklist.BlocklistCommand;
import picocli.CommandLine;

/** What a command did. */
public record Ran(int status, String err) {
  /** Runs {@code ./drey blocklist} with these arguments. */
  public static Ran blocklist(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(new BlocklistCommand())
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (error, command, parsed) -> {
                  command.getErr().println(error.getMessage());
                  return CommandLine.ExitCode.SOFTWARE;
                });
    return new Ran(line.execute(arguments), err.toString());
  }
}

package org.drey.local.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.drey.cli.alerts.AlertsCommand;
import org.drey.cli.blocklist.BlocklistCommand;
import org.drey.cli.console.Shutdown;
import picocli.CommandLine;

/** What a command did. */
public record Ran(int status, String out, String err) {
  /** Runs {@code ./drey blocklist} with these arguments. */
  public static Ran blocklist(String... arguments) {
    return run(new CommandLine(new BlocklistCommand()), arguments);
  }

  /** Runs {@code ./drey alerts} with these arguments. */
  public static Ran alerts(String... arguments) {
    return run(AlertsCommand.line(new Shutdown()), arguments);
  }

  private static Ran run(CommandLine line, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command.getErr().println(error.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
    return new Ran(line.execute(arguments), out.toString(), err.toString());
  }
}

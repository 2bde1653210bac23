package org.drey.cli.blocklist;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command did. */
record Ran(int status, String out, String err) {
  static Ran blocklist(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(new BlocklistCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (error, command, parsed) -> {
                  command.getErr().println(error.getMessage());
                  return 1;
                });
    return new Ran(line.execute(arguments), out.toString(), err.toString());
  }
}

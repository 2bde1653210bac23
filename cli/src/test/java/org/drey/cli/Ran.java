package org.drey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.drey.cli.console.Shutdown;
import picocli.CommandLine;

/** What a command did. */
public record Ran(int status, String out, String err) {
  /** Runs a command; its errors are printed as they are thrown. */
  public static Ran of(CommandLine line, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command.getErr().println(error.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
    return new Ran(line.execute(arguments), out.toString(), err.toString());
  }

  /** Runs {@code ./drey} with these arguments, its errors as a user sees them. */
  static Ran drey(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setErr(captured);
      int status = Drey.run(new Shutdown(), arguments);
      return new Ran(status, "", err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  public void assertSays(int wanted, String text) {
    assertTrue((out + err).contains(text), () -> "expected '" + text + "' in: " + out + err);
    assertEquals(wanted, status);
  }
}

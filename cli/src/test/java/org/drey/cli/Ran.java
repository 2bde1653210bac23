package org.drey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.drey.cli.console.Shutdown;

/** What {@code ./drey} did. */
record Ran(int status, String err) {
  static Ran drey(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setErr(captured);
      return new Ran(Drey.run(new Shutdown(), arguments), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  void assertSays(int wanted, String text) {
    assertTrue(err.contains(text), () -> "expected '" + text + "' in: " + err);
    assertEquals(wanted, status);
  }
}

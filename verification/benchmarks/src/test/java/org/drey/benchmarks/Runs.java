package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs a command and reads what it wrote. */
final class Runs {
  private Runs() {}

  /** The figures that a command writes to a file. */
  static JsonNode report(Path json, String... arguments) throws Exception {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--json";
    all[arguments.length + 1] = json.toString();
    StringWriter out = new StringWriter();
    assertEquals(
        0,
        BenchmarksCommand.run(BenchmarksCommand.commandLine().setOut(new PrintWriter(out)), all));
    assertTrue(out.toString().contains("|"), out::toString);
    return new ObjectMapper().readTree(json.toFile());
  }
}

package org.drey.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchmarksCommandTest {
  @ParameterizedTest
  @CsvSource({
    "rules, --sizes, 0, 1",
    "entity, --rounds, -3, 1",
    "world, --people, 3000000000, 1",
    "world, --queries, many, 1",
    "entity, --timers, -5, 1",
    "lookup, --changes, -1, 0",
    "latency, --hits, -1, 0",
    "latency, --rate, 1.5, 0"
  })
  void whatCannotBeMeasuredIsRefusedInTwoLines(
      String command, String option, String value, int least) {
    StringWriter err = new StringWriter();
    int status =
        BenchmarksCommand.run(
            BenchmarksCommand.commandLine().setErr(new PrintWriter(err)), command, option, value);
    assertEquals(2, status);
    List<String> lines = err.toString().lines().toList();
    assertEquals(2, lines.size(), err::toString);
    String reason = "'%s' is not a whole number from %d to 2147483647".formatted(value, least);
    assertTrue(lines.get(0).contains(option) && lines.get(0).endsWith(reason), err::toString);
    assertEquals(
        "How it is used: ./verification/benchmarks/run " + command + " --help", lines.get(1));
  }

  @Test
  void whatIsMeasuredAloneIsNotGivenTogether() {
    StringWriter err = new StringWriter();
    int status =
        BenchmarksCommand.run(
            BenchmarksCommand.commandLine().setErr(new PrintWriter(err)),
            "world",
            "--people=5",
            "--payment");
    assertEquals(2, status);
    assertTrue(err.toString().contains("give one of them"), err::toString);
  }
}

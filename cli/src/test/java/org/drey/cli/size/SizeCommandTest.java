package org.drey.cli.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SizeCommandTest {
  private static final int COLUMNS = 100;

  private static CommandRun run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--queries-per-second=1e6", "--payments-per-day=6e7", "--subscribers=30000000"));
    arguments.addAll(List.of(more));
    return CommandRun.of(new CommandLine(new SizeCommand()), arguments.toArray(String[]::new));
  }

  @Test
  void aPlanSaysTheSumsAndWhatTheyRestOn() {
    CommandRun run = run();
    assertEquals(0, run.status(), run.err());
    run.out().lines().forEach(line -> assertTrue(line.length() <= COLUMNS, line));
    for (String part :
        List.of("cores", "state", "brokers", "Assumed", "verification/benchmarks/run latency")) {
      assertTrue(run.out().contains(part), part);
    }
  }

  @Test
  void programsGetTheSame() throws Exception {
    JsonNode plan = new ObjectMapper().readTree(run("--json").out());
    assertEquals(1e6, plan.at("/load/queries_per_second").asDouble());
    assertEquals("blocklist job", plan.at("/jobs/0/job").asText());
    assertTrue(plan.at("/totals/cores").asInt() > 0, plan::toString);
    assertTrue(plan.at("/totals/state_gigabytes").asDouble() > 0, plan::toString);
    assertEquals(CostFigure.values().length, plan.get("figures").size());
  }

  /** What the product is judged by; what it takes is printed whether it fits or not. */
  @Test
  void aCountrysNetworkFitsOnSixteenCores() throws Exception {
    JsonNode plan = new ObjectMapper().readTree(run("--json").out());
    assertTrue(plan.at("/totals/cores").asInt() <= 16, plan::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--utilisation=0",
        "--utilisation=1.1",
        "--peak-factor=0.5",
        "--replication=0",
        "--senders-abroad=30000001",
        "--list-entries=-1",
        "--streams-per-day=NaN",
        "--keep-events=-1"
      })
  void whatCannotBeMeantIsRefused(String option) {
    CommandRun run = run(option);
    assertEquals(2, run.status(), run.out());
    assertTrue(run.err().contains(option.substring(0, option.indexOf('='))), run.err());
  }
}

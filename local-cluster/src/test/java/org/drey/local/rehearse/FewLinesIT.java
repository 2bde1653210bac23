package org.drey.local.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.fixtures.CommandRun;
import org.drey.local.e2e.Results;
import org.drey.rules.sigma.RuleFile;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal of a few lines, without a list: there are as many crashes, and dead letters, too. */
final class FewLinesIT {
  private static final int CRASHES = 3;
  private static final String QUERY =
      """
      {"event_id": "d-1", "event_time": "2026-03-02T19:05:00Z", "provider": "isp.example", \
      "query": "www.free.example", "record_type": "A", "response_code": "NOERROR", "answers": [], \
      "transport": "UDP", "network_class": "HOME"}\
      """;

  @TempDir Path folder;

  @Test
  void everyLineIsReadThroughEveryCrash() throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    Files.write(
        input.resolve(TopicNames.DNS_QUERIES + ".jsonl"),
        List.of(QUERY, "no record", QUERY.replace("isp.example", "\\u001b[31misp\\n")));
    Files.write(input.resolve(TopicNames.WEB_REQUESTS + ".jsonl"), List.of("neither"));
    Path output = folder.resolve("output");
    RehearsalRun.Report report = rehearse(input, output);

    assertEquals(CRASHES, new ObjectMapper().readTree(report.toJson()).get("restarts").asInt());
    Set<String> deadLetters =
        Results.distinct(Results.ofFile(output.resolve("dead-letters.jsonl")), "topic", "offset");
    assertTrue(deadLetters.contains("dns-queries 1"), deadLetters.toString());
    assertTrue(deadLetters.contains("web-requests 0"), deadLetters.toString());
    assertFalse(report.toText().contains("\u001b"), "what a line says does not reach a terminal");
  }

  @Test
  void verdictsAloneAreReadToo() throws Exception {
    Path input = Files.createDirectory(folder.resolve("verdicts"));
    Files.write(input.resolve(TopicNames.VERDICTS + ".jsonl"), List.of("no record", "neither"));
    Path output = folder.resolve("of-verdicts");
    String[] arguments = {"--input=" + input, "--output=" + output, "--crashes=1", "--json"};
    assertEquals(0, RehearsalCommand.run(new ShutdownHook(), arguments));

    assertEquals(
        Set.of("verdicts 0", "verdicts 1"),
        Results.distinct(Results.ofFile(output.resolve("dead-letters.jsonl")), "topic", "offset"));
    assertEquals(List.of(), Results.ofFile(output.resolve("cases.jsonl")));
    JsonNode report = new ObjectMapper().readTree(output.resolve("rehearsal.json").toFile());
    assertEquals(1, report.get("restarts").asInt());
  }

  @Test
  void optionsThatCannotBeMeantAreAWrongUse() throws Exception {
    Files.createFile(folder.resolve("payments.jsonl"));
    for (String wrong : List.of("--crashes=-1", "--step=1", "--partitions=0", "--no-such")) {
      String[] arguments = {"--input=" + folder, "--output=" + folder.resolve("o"), wrong};
      CommandRun.ofProgram(() -> RehearsalCommand.run(new ShutdownHook(), arguments))
          .assertSays(2, wrong.replaceAll("=.*", ""));
    }
  }

  private static RehearsalRun.Report rehearse(Path input, Path output) throws Exception {
    RehearsalRun.Settings settings =
        new RehearsalRun.Settings(
            input,
            output,
            StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT),
            DreyConfiguration.DEFAULT,
            null,
            2,
            false,
            Duration.ofHours(3),
            1,
            1,
            CRASHES,
            5);
    return new RehearsalRun(settings, progress -> {}).run();
  }
}

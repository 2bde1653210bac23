package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.drey.cli.readiness.ReadinessCommand;
import org.drey.event.TopicNames;
import org.drey.fixtures.CommandRun;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the columns of a generated world can detect, and what they cannot without some of them. */
class ReadinessOfWorldTest {
  @TempDir static Path world;
  @TempDir Path folder;

  @BeforeAll
  static void write() throws Exception {
    FolderWriter.write(SyntheticWorld.generate(new WorldSettings(7, 300, 30)), world);
  }

  private static CommandRun run(Path events, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--events",
                events.toString(),
                "--config",
                world.resolve(FolderWriter.CONFIGURATION).toString()));
    arguments.addAll(List.of(more));
    CommandRun run =
        CommandRun.of(new CommandLine(new ReadinessCommand()), arguments.toArray(String[]::new));
    assertEquals(0, run.status(), run.err());
    return run;
  }

  private static Set<String> cannotFire(Path events, Predicate<JsonNode> which) throws Exception {
    Set<String> names = new TreeSet<>();
    JsonNode report = new ObjectMapper().readTree(run(events, "--json").out());
    for (JsonNode row : report.get("indicators")) {
      if (!row.get("can_fire").asBoolean() && which.test(row)) {
        names.add(row.get("indicator").asText());
      }
    }
    return names;
  }

  /** Payments of the world alone, each line changed. */
  private void payments(String pattern, String replacement) throws Exception {
    List<String> lines =
        Files.readAllLines(world.resolve(TopicNames.PAYMENTS + ".jsonl")).stream()
            .map(line -> line.replaceAll(pattern, replacement))
            .toList();
    Files.write(folder.resolve(TopicNames.PAYMENTS + ".jsonl"), lines);
  }

  private static boolean isOfPayments(JsonNode row) {
    Set<String> topics = new TreeSet<>();
    row.get("fields")
        .fieldNames()
        .forEachRemaining(name -> topics.add(name.substring(0, name.indexOf('.'))));
    return topics.equals(Set.of(TopicNames.PAYMENTS));
  }

  @Test
  void withAllColumnsAllCanFireWhoseStreamsAreThere() throws Exception {
    assertEquals(Set.of("DNS-02"), cannotFire(world, row -> true), "hits are made by a job");
    payments("^", "");
    assertEquals(Set.of(), cannotFire(folder, ReadinessOfWorldTest::isOfPayments));
  }

  @Test
  void withoutAgesNoVictimIsFound() throws Exception {
    payments("\"payer_age_band\": ?\"[A-Z_0-9]+\", ?", "");
    String text = run(folder).out();
    assertTrue(text.contains("payments.payer_age_band IS FILLED IN 0 %"), text);
    assertTrue(text.contains("A YOUNG PERSON WHO IS MADE TO PAY IS SHOWN AS A PAYER"), text);
    assertEquals(
        Set.of("SXV-01", "SXV-03", "SXV-04", "SXV-06", "SXM-03"),
        cannotFire(folder, ReadinessOfWorldTest::isOfPayments));
  }

  @Test
  void withoutTheKindOfPayeesNoPayerIsFound() throws Exception {
    payments("\"payee_kind\": ?\"[A-Z_]+\"", "\"payee_kind\":\"UNKNOWN\"");
    Set<String> cannot = cannotFire(folder, ReadinessOfWorldTest::isOfPayments);
    assertTrue(
        cannot.containsAll(Set.of("PAY-01", "PAY-04", "PAY-12", "PAY-20")), cannot::toString);
    assertFalse(cannot.contains("SXV-04"), "a gift card is bought of a shop");
  }
}

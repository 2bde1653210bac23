package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drey.fixtures.CommandRun;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.sigma.RuleFile;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A comparison of rules equals what two separate replays say. */
final class RulesCompareIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FAN_OUT = "c09fb31d-e455-4594-a372-8ce4f5bb6765";

  @TempDir static Path folder;
  private static Path world;
  private static Path changed;

  /** The catalogue with a payer's fan-out from eight people instead of three, a rule less. */
  @BeforeAll
  static void write() throws Exception {
    world = folder.resolve("world");
    FolderWriter.write(SyntheticWorld.generate(new WorldSettings(5, 200, 40)), world);
    changed = Files.createDirectory(folder.resolve("changed"));
    for (RuleFile file : RuleFile.catalogue()) {
      String name = file.name().substring(file.name().lastIndexOf('/') + 1);
      if (!name.equals("SXV-06.yml")) {
        String text =
            name.equals("PAY-04.yml") ? file.text().replaceFirst("gte: 3", "gte: 8") : file.text();
        Files.writeString(changed.resolve(name), text);
      }
    }
  }

  private static List<String> input() {
    return List.of(
        "--input", world.toString(),
        "--config", world.resolve(FolderWriter.CONFIGURATION).toString(),
        "--blocklist", world.resolve("blocklist.txt").toString());
  }

  private static CommandRun compare(String... more) {
    List<String> arguments = new ArrayList<>(List.of("catalogue", changed.toString()));
    arguments.addAll(input());
    arguments.addAll(List.of(more));
    return CommandRun.of(
        new CommandLine(new RulesCompareCommand(new ShutdownHook())),
        arguments.toArray(String[]::new));
  }

  private static void replay(Path rules, Path output) {
    List<String> arguments = new ArrayList<>(input());
    arguments.addAll(List.of("--rules", rules.toString(), "--output", output.toString()));
    CommandRun run =
        CommandRun.of(
            new CommandLine(new ReplayCommand(new ShutdownHook())),
            arguments.toArray(String[]::new));
    assertEquals(0, run.status(), run.err());
  }

  /** The newest revision of each alert that is not withdrawn. */
  private static Map<String, JsonNode> newest(Path file) throws IOException {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode alert = JSON.readTree(line);
      newest.merge(
          alert.get("alert_id").asText(),
          alert,
          (a, b) -> b.get("revision").asLong() > a.get("revision").asLong() ? b : a);
    }
    newest.values().removeIf(alert -> alert.get("state").asText().equals("WITHDRAWN"));
    return newest;
  }

  private static Set<String> without(Map<String, JsonNode> all, Map<String, JsonNode> others) {
    Set<String> ids = new TreeSet<>(all.keySet());
    ids.removeAll(others.keySet());
    return ids;
  }

  private static Set<String> ids(JsonNode alerts, String kind) {
    Set<String> ids = new TreeSet<>();
    for (JsonNode change : alerts.get("changed")) {
      for (JsonNode one : change.get("kinds")) {
        if (one.asText().equals(kind)) {
          JsonNode there =
              change.get("after").isNull() ? change.get("before") : change.get("after");
          ids.add(there.get("alert_id").asText());
        }
      }
    }
    return ids;
  }

  private static Map<String, Long> findings(Path file) throws IOException {
    Map<String, Long> findings = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      findings.merge(JSON.readTree(line).get("rule_id").asText(), 1L, Long::sum);
    }
    return findings;
  }

  @Test
  void itsListsEqualThoseOfTwoReplaysAndWhatIsNotExpectedEndsWithThree() throws Exception {
    Path kept = folder.resolve("kept");
    Path page = folder.resolve("page.html");
    Path own = folder.resolve("own");
    Path expectation =
        Files.writeString(folder.resolve("expect.yaml"), "lower_band: {at_most: 0}\n");
    CommandRun run =
        compare(
            "--json",
            "--output",
            kept.toString(),
            "--html",
            page.toString(),
            "--expect",
            expectation.toString());
    assertEquals(3, run.status(), run.err());
    assertTrue(run.err().contains("not as expected: lower band: "), run.err());
    replay(changed, own);
    Map<String, JsonNode> before = newest(kept.resolve("before/alerts.jsonl"));
    Map<String, JsonNode> after = newest(own.resolve("alerts.jsonl"));
    JsonNode report = JSON.readTree(run.out());
    JsonNode alerts = report.get("alerts");
    assertEquals(before.size(), alerts.get("before").asInt());
    assertEquals(after.size(), alerts.get("after").asInt());
    assertEquals(without(before, after), ids(alerts, "LOST"));
    assertEquals(without(after, before), ids(alerts, "GAINED"));
    Set<String> moved = new TreeSet<>();
    before.forEach(
        (id, alert) -> {
          if (after.containsKey(id)
              && !alert.get("priority").equals(after.get(id).get("priority"))) {
            moved.add(id);
          }
        });
    Set<String> urgency = ids(alerts, "LESS_URGENT");
    urgency.addAll(ids(alerts, "MORE_URGENT"));
    assertFalse(moved.isEmpty(), "the change moves someone");
    assertEquals(moved, urgency);
    assertRules(
        report,
        findings(kept.resolve("before/findings.jsonl")),
        findings(own.resolve("findings.jsonl")));
    assertTrue(Files.readString(page).contains("Not as expected"));
  }

  private static void assertRules(
      JsonNode report, Map<String, Long> before, Map<String, Long> after) {
    assertTrue(before.get(FAN_OUT) > after.getOrDefault(FAN_OUT, 0L));
    for (JsonNode rule : report.get("rules")) {
      String id = rule.get("rule_id").asText();
      JsonNode findings = rule.get("findings");
      assertEquals(before.getOrDefault(id, 0L), findings.get("before").asLong(), id);
      assertEquals(after.getOrDefault(id, 0L), findings.get("after").asLong(), id);
    }
    Set<String> kinds = new TreeSet<>();
    report
        .get("changes")
        .forEach(change -> change.get("kinds").forEach(kind -> kinds.add(kind.asText())));
    assertEquals(Set.of("BENEATH", "REMOVED", "THRESHOLD"), kinds);
  }
}

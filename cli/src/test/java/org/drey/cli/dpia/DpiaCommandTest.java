package org.drey.cli.dpia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DpiaCommandTest {
  private static final String CONFIGURATION =
      """
      streams:
        dns-queries: {legal_basis: none}
        payments:
          legal_basis: 'assessment 7 | <b>of the firm</b>'
          topics:
            - payments-a
            - {name: payments-b, provider: bank-b.example, legal_basis: none}
        livestream-sessions: {legal_basis: 'assessment 8'}
      four_eyes: {from_band: HIGH}
      retention: {closed_benign: 90d}
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config = Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
  }

  private CommandRun run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(new CommandLine(new DpiaCommand()), arguments.toArray(String[]::new));
  }

  private JsonNode json(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--json");
    CommandRun run = run(arguments.toArray(String[]::new));
    assertEquals(0, run.status(), run.err());
    return JSON.readTree(run.out());
  }

  @Test
  void thePageHasEachPartAndKeepsItsForm() {
    CommandRun run = run();
    assertEquals(0, run.status(), run.err());
    String page = run.out();
    for (String part :
        List.of(
            "## Streams",
            "| subject | token of a subject |",
            "keys that the jobs do not have. Collectors that run here have theirs.",
            "`dns-queries` or `web-requests`, has a basis. The detection job reads it",
            "## Rules in force",
            "## Retention",
            "unless the operator set another: `./drey topics check` accepts longer",
            "| alerts that ended as closed_benign | 90 days after",
            "## Who receives what",
            "## Erasure and rights",
            "from the band HIGH on a second one has to agree",
            "NOTHING IS DECLARED")) {
      assertTrue(page.contains(part), part);
    }
    assertTrue(page.contains("assessment 7 \\| &lt;b>of the firm"), "is one cell, and no HTML");
    assertEquals(page, run().out(), "the same files give the same page");
  }

  @Test
  void eachTopicHasItsBasisAndWhatBecomesOfPeople() throws Exception {
    JsonNode streams = json().get("streams");
    assertEquals("REMOVED", streams.at("/0/sources/0/subjects").asText());
    assertEquals("UNDECLARED", streams.at("/1/sources/0/subjects").asText());
    assertEquals("PROCESSED", streams.at("/2/sources/0/subjects").asText());
    assertEquals("NOT_READ", streams.at("/2/sources/1/subjects").asText());
    assertEquals("PROCESSED", streams.at("/3/sources/0/subjects").asText());
    assertEquals("REMOVED", streams.at("/5/sources/0/subjects").asText(), "hits, as queries");
  }

  @Test
  void fieldsAreThoseThatRulesReadAlsoByWhatIsComputed() throws Exception {
    JsonNode payments = json().at("/streams/2/fields");
    assertTrue(field(payments, "currency").get("read_by_rules").asBoolean(), "through amount");
    assertEquals("TOKEN", field(payments, "payee").get("kind").asText());
    assertEquals("payee", field(payments, "payee").get("token").asText());
    assertEquals("ID", field(payments, "event_id").get("kind").asText());
    JsonNode queries = json().at("/streams/0/fields");
    assertEquals("AS_SEEN", field(queries, "query").get("kind").asText());
    assertFalse(field(queries, "query").get("read_by_rules").asBoolean());
  }

  private static JsonNode field(JsonNode fields, String name) {
    for (JsonNode field : fields) {
      if (field.get("field").asText().equals(name)) {
        return field;
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  void precisionCountsEpisodesByTheVerdictThatClosedThem() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      lines.add(alert("lead-" + i, 1, 1, "CONFIRMED"));
    }
    lines.add(alert("no-lead", 1, 1, "UNFOUNDED"));
    lines.add(alert("taken-back", 1, 1, "CONFIRMED"));
    lines.add(alert("taken-back", 1, 2, null));
    lines.add(alert("again", 1, 1, "UNFOUNDED"));
    lines.add(alert("again", 2, 2, "LIKELY"));
    lines.add(alert("doubled", 1, 1, "DUPLICATE"));
    Files.write(folder.resolve("alerts.jsonl"), lines);
    JsonNode precision = json("--from", folder.toString()).get("precision");
    assertEquals("all", precision.at("/0/indicator").asText());
    assertEquals(11, precision.at("/0/decided").asInt());
    assertEquals(9, precision.at("/0/leads").asInt());
    assertTrue(precision.size() > 1, "the sample has reasons");
    assertTrue(run("--from", folder.toString()).out().contains("| all | 11 | 9 | 82 % |"));
  }

  /** As the notebook on calibration computes it. */
  @Test
  void theIntervalIsWilsons() {
    IndicatorPrecision row = IndicatorPrecision.of("PAY-04", 8, 10);
    assertEquals(0.8, row.precision(), 1e-9);
    assertEquals(0.4902, row.low(), 1e-4);
    assertEquals(0.9433, row.high(), 1e-4);
    assertEquals(1, IndicatorPrecision.of("PAY-04", 3, 3).high(), 1e-9);
  }

  private static String alert(String id, int episode, int revision, String closedBy)
      throws IOException {
    try (InputStream in = DpiaCommandTest.class.getResourceAsStream("/samples/alerts.pass.json")) {
      ObjectNode alert = (ObjectNode) JSON.readTree(in);
      alert.put("alert_id", id).put("episode", episode).put("revision", revision);
      alert.put("state", closedBy == null ? "OPEN" : "CLOSED").put("closed_by", closedBy);
      return alert.toString();
    }
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    CommandRun without = CommandRun.of(new CommandLine(new DpiaCommand()));
    assertEquals(2, without.status());
    assertTrue(without.err().contains("--config"), without.err());
    CommandRun nowhere = run("--from", folder.resolve("none").toString());
    assertEquals(1, nowhere.status());
    Files.writeString(folder.resolve("alerts.jsonl"), alert("open", 1, 1, null) + "\n");
    CommandRun undecided = run("--from", folder.toString());
    assertEquals(0, undecided.status(), undecided.err());
    assertTrue(undecided.err().contains("No verdict has closed an alert"), undecided.err());
  }

  @Test
  void aFileIsWrittenWhereOneIsWanted() throws Exception {
    Path page = folder.resolve("processing.md");
    assertEquals(0, run("--output", page.toString()).status());
    assertEquals(run().out(), Files.readString(page));
  }
}

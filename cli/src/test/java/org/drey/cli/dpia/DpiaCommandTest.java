package org.drey.cli.dpia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

  private JsonNode json() throws Exception {
    CommandRun run = run("--json");
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
            "| events of payments in state, of those that a rule wants | at most 274 days after",
            "## Who receives what",
            "## Erasure and rights",
            "from the band HIGH on a second one has to agree",
            "NOTHING IS DECLARED",
            "| controller | not said in the configuration |",
            "### Fields of payments\n\n| field | kind |")) {
      assertTrue(page.contains(part), part);
    }
    assertFalse(page.contains("${"), "each figure is filled in");
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
  void withoutAConfigurationThereIsNothingToWrite() {
    CommandRun.of(new CommandLine(new DpiaCommand())).assertSays(2, "--config");
  }

  @Test
  void aFileIsWrittenWhereOneIsWanted() throws Exception {
    Path page = folder.resolve("processing.md");
    assertEquals(0, run("--output", page.toString()).status());
    assertEquals(run().out(), Files.readString(page));
  }
}

package org.drey.cli.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The indicators are listed for a terminal, for programs, and as a page. */
class RulesListCommandTest {
  private static final int COLUMNS = 100;

  private static String list(String... arguments) {
    CommandRun run = CommandRun.of(new CommandLine(new RulesListCommand()), arguments);
    assertEquals(0, run.status(), run.err());
    return run.out();
  }

  private static List<String> ids(String text) {
    return text.lines().filter(line -> line.matches("[A-Z]{3}-\\d\\d .*")).toList();
  }

  private static JsonNode rows(String... arguments) throws Exception {
    return new ObjectMapper().readTree(list(arguments)).get("rows");
  }

  @Test
  void aTableFitsATerminalAndCounts() throws Exception {
    String table = list();
    table.lines().forEach(line -> assertTrue(line.length() <= COLUMNS, line));
    assertEquals(rows("--json").size(), ids(table).size());
    assertTrue(
        table.contains(
            "PAY-04  live           22  payer           PAYMENT        Small payments to three"),
        table);
    assertTrue(table.strip().matches("(?s).*\\n\\d+ indicators: \\d+ live, .* left out"), table);
    assertFalse(table.contains("\u001b"), "colour is for terminals");
  }

  @Test
  void aRowForProgramsHasItAll() throws Exception {
    for (JsonNode row : rows("--json")) {
      if (row.get("id").asText().equals("LNK-01")) {
        assertEquals("[\"payer\",\"facilitator\"]", row.get("tracks").toString());
        assertEquals("[\"LIVESTREAM\",\"PAYMENT\"]", row.get("streams").toString());
        assertTrue(row.get("fields").toString().contains("\"livestream-sessions.payout\""));
        assertEquals("adapted", row.get("sources").get(0).get("mark").asText());
        assertEquals(28, row.get("points").asDouble());
        return;
      }
    }
    throw new AssertionError("no LNK-01");
  }

  @Test
  void aPageHasATableAndWhatEachReads() {
    String page = list("--markdown");
    assertTrue(page.startsWith("# Indicators\n"), page);
    assertTrue(page.contains("| [PAY-04](#pay-04) | Small payments to three"), page);
    assertTrue(page.contains("Reads of `livestream-sessions`: "), page);
    assertTrue(page.contains("Missing: the payee's device"), page);
    assertTrue(page.contains("**ours**: three payees in 30 days."), page);
    assertTrue(
        page.contains(
            "\n| subject in `payments.subject` | each event, `payments.payee`,"
                + " `payments.payee_country`, details | 32 days | 49 days |\n"),
        page);
    assertTrue(
        page.contains(
            "\n| subject in `payments.subject`, scored as payer | findings, with events and details"
                + " | 300 days | with the alert |\n"),
        page);
    assertTrue(page.contains("the latest 4 events of a group, `payments.payee` | 182 days"), page);
  }

  @Test
  void oneForm() {
    CommandLine line = new CommandLine(new RulesListCommand());
    CommandRun.of(line, "--json", "--markdown").assertSays(2, "mutually exclusive");
  }
}

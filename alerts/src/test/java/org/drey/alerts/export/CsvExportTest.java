package org.drey.alerts.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.explain.RuleBook;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Comma-separated values, also of those who would have a spreadsheet do something. */
class CsvExportTest {
  private static String csv(Alert... alerts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AlertExport.Writer writer =
        new CsvExport()
            .begin(out, (alert, reason) -> new RuleBook(TestAlerts.RULES).sentence(reason));
    for (Alert alert : alerts) {
      writer.write(alert);
    }
    writer.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** As RFC 4180 says, and no more leniently. */
  private static List<List<String>> parsed(String csv) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (quoted && c == '"' && csv.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        assertTrue(quoted || cell.isEmpty(), "a quote inside of a cell without quotes");
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\r')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\r') {
          assertEquals('\n', csv.charAt(++i));
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    assertTrue(row.isEmpty() && !quoted, "the last line is not ended");
    return rows;
  }

  private static String cell(String csv, String column) {
    List<List<String>> rows = parsed(csv);
    return rows.get(1).get(rows.get(0).indexOf(column));
  }

  @Test
  void theScalarFieldsOfTheSchemaAreColumnsInItsOrder() throws IOException {
    assertEquals(
        "alert_id,episode,generation,revision,state,notify,track,entity_kind,entity,token_domain,"
            + "key_version,score,as_of,peak_score,band,peak_band,severity,priority,due_by,"
            + "confidence,first_seen,last_seen,verdict,verdict_time,closed_by,suppressed,"
            + "ruleset_version,emitted_at,content_assessed,indicators,why\r\n",
        csv());
  }

  @Test
  void anAlertIsALine() throws IOException {
    Alert alert = TestAlerts.payer();
    String csv = csv(alert, alert);
    assertEquals(3, parsed(csv).size());
    assertEquals("69.0", cell(csv, "score"));
    assertEquals("2026-01-15T20:30:00Z", cell(csv, "as_of"));
    assertEquals("OPEN", cell(csv, "state"));
    assertEquals("true", cell(csv, "notify"));
    assertEquals("", cell(csv, "verdict"));
  }

  @Test
  void aLineSaysWhy() throws IOException {
    Alert alert = TestAlerts.payer();
    alert.setReasons(
        List.of(
            TestAlerts.reason("repeated_small_payments_abroad", 26.0, 6.0, "gte 3", "30d"),
            alert.getReasons().get(0)));
    String csv = csv(alert);
    assertTrue(cell(csv, "why").startsWith("Sent 6 small payments abroad"), csv);
    assertEquals(
        alert.getReasons().get(0).getIndicator() + " " + alert.getReasons().get(1).getIndicator(),
        cell(csv, "indicators"));
    alert.setReasons(List.of());
    assertEquals("", cell(csv(alert), "why"));
  }

  @Test
  void aYoungPersonHasNoScore() throws IOException {
    String csv = csv(TestAlerts.of(Track.VICTIM, "child"));
    for (String column : List.of("score", "peak_score", "band", "peak_band")) {
      assertEquals("", cell(csv, column), column);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        " =1+1",
        "\u00a0\u2003=1+1",
        "\uFF1D1+1",
        "=HYPERLINK(\"http://x.example\",\"a\")"
      })
  void whatASpreadsheetWouldTakeForAFormulaIsAText(String token) throws IOException {
    Alert alert = TestAlerts.payer();
    alert.setEntity(token);
    assertEquals("'" + token, cell(csv(alert), "entity"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      quoteCharacter = '"',
      value = {
        "a;=cmd|' /C calc'!A0 -> a;'=cmd|' /C calc'!A0",
        "a; +1;@b -> a;' +1;'@b",
        "=1;=2 -> '=1;'=2"
      })
  void norWhereOtherSeparatorsWouldBeginACell(String token, String written) throws IOException {
    Alert alert = TestAlerts.payer();
    alert.setEntity(token);
    assertEquals(written, cell(csv(alert), "entity"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\t", "\r", "\n", "\u0000", "\u0007", "\u001b", "\u007f", "\u009b", "\u061c", "\u200b",
        "\u200f", "\u2028", "\u202e", "\u2066", "\ufeff"
      })
  void whatActsOnATerminalOrTurnsTextIsReplacedInAnyField(String acting) throws IOException {
    Alert alert = TestAlerts.payer();
    alert.setEntity("a" + acting + "=1");
    alert.setTokenDomain(acting + "=1");
    alert.setClosedBy(acting);
    String csv = csv(alert);
    assertEquals("a\uFFFD=1", cell(csv, "entity"));
    assertEquals("\uFFFD=1", cell(csv, "token_domain"));
    assertEquals("\uFFFD", cell(csv, "closed_by"));
    assertEquals(-1, csv.replace("\r\n", "").indexOf(acting));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a\"b", "\"", "ä€😀", "a=b", "a;b", "''", "a'"})
  void anyOtherTextIsAsItIs(String token) throws IOException {
    Alert alert = TestAlerts.payer();
    alert.setEntity(token);
    assertEquals(token, cell(csv(alert), "entity"));
  }

  @Test
  void aNumberBelowZeroIsANumber() throws IOException {
    Alert alert = TestAlerts.payer();
    alert.setScore(-3.5);
    assertEquals("-3.5", cell(csv(alert), "score"));
  }
}

package org.drey.cli.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A folder of payments, some of whose columns are empty. */
class ReadinessCommandTest {
  private static final int COLUMNS = 100;

  /** Small payments abroad by a young person to someone new. */
  private static final String FULL =
      """
      {"event_id":"e%1$d","event_time":"2026-03-02T10:00:00Z","provider":"bank.example",\
      "subject":"person-%2$d","payee":"secret-payee","payee_kind":"PERSON","channel":"P2P",\
      "status":"COMPLETED","amount_minor":2500,"currency":"GBP","payer_country":"GB",\
      "payee_country":"NL","payer_age_band":"UNDER_18","relationship":"NONE","purpose":"GIFT",\
      "kyc_level":"FULL","payee_tenure_days":0,"payee_account_age_days":3,"mcc":"6012",\
      "payer_utc_offset_minutes":60}""";

  @TempDir Path folder;

  private static CommandRun run(String... arguments) {
    return CommandRun.of(new CommandLine(new ReadinessCommand()), arguments);
  }

  private String text() {
    CommandRun run = run("--events", folder.toString());
    assertEquals(0, run.status(), run.err());
    run.out().lines().forEach(line -> assertTrue(line.length() <= COLUMNS, line));
    assertFalse(run.out().contains("secret"), "no value of a record is shown");
    return run.out();
  }

  private JsonNode json() throws Exception {
    CommandRun run = run("--events", folder.toString(), "--json");
    assertEquals(0, run.status(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private static JsonNode row(JsonNode report, String indicator) {
    for (JsonNode row : report.get("indicators")) {
      if (row.get("indicator").asText().equals(indicator)) {
        return row;
      }
    }
    throw new AssertionError("no " + indicator);
  }

  /** Ten payments of five people, each changed. */
  private void payments(String from, String to) throws Exception {
    payments(10, from, to);
  }

  private void payments(int count, String from, String to) throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String line = FULL.formatted(i, i / 2);
      assertTrue(line.contains(from), from);
      lines.add(line.replace(from, to));
    }
    Files.write(folder.resolve("payments.jsonl"), lines);
  }

  @Test
  void withAllColumnsNothingIsWarnedOf() throws Exception {
    payments("GIFT", "FAMILY");
    String text = text();
    assertTrue(
        text.startsWith("Read: payments 10 records of 5 people\nIndicators, by track"), text);
    assertFalse(text.contains("AGES"), text);
    assertFalse(text.contains("RELATIONSHIP"), text);
    JsonNode report = json();
    assertTrue(row(report, "SXV-01").get("can_fire").asBoolean());
    assertEquals("{\"records\":10,\"people\":5}", row(report, "SXV-01").get("taken").toString());
    assertEquals("[\"livestream-sessions\"]", row(report, "LNK-01").get("lacks").toString());
    assertTrue(row(report, "LNK-01").at("/fields/livestream-sessions.payout").isNull());
    assertEquals(0, report.get("columns").size());
  }

  @Test
  void withoutAgesAChildIsShownAsAPayer() throws Exception {
    payments("\"payer_age_band\":\"UNDER_18\",", "");
    String text = text();
    assertTrue(
        text.contains(
            """

            AGES ARE MISSING: payments.payer_age_band IS FILLED IN 0 %.
            A YOUNG PERSON WHO IS MADE TO PAY IS SHOWN AS A PAYER, NOT AS A VICTIM WHO NEEDS HELP.
            RULES ABOUT SUSPECTS TAKE 10 RECORDS OF 5 PEOPLE WITHOUT IT"""),
        text);
    assertTrue(text.contains("THESE CANNOT FIRE: SXV-01, SXV-03, SXV-04, SXV-06."), text);
    JsonNode report = json();
    assertEquals(10, report.at("/absent/payments.payer_age_band").asInt());
    JsonNode column = report.get("columns").get(0);
    assertEquals("payments.payer_age_band", column.get("column").asText());
    assertEquals(5, column.get("indicators").size(), column::toString);
    assertEquals(
        "{\"records\":10,\"people\":5}",
        row(report, "SXV-01").at("/one_more/payments.payer_age_band").toString());
    assertTrue(row(report, "PAY-01").get("can_fire").asBoolean());
  }

  @Test
  void withoutTenureAFamilyLooksLikeStrangers() throws Exception {
    payments("\"payee_tenure_days\":0,", "");
    String text = text();
    assertTrue(
        text.contains(
            """

            TENURE OR RELATIONSHIP IS MISSING: payments.payee_tenure_days IS FILLED IN 0 %.
            A FAMILY'S REMITTANCES LOOK LIKE PAYMENTS TO STRANGERS.
            RULES ABOUT SUSPECTS TAKE 10 RECORDS OF 5 PEOPLE THAT MAY BE OF RELATIVES"""),
        text);
    assertFalse(text.contains("AGES"), text);
    assertEquals("RELATIONS", json().get("warnings").get(0).get("kind").asText());
  }

  @Test
  void withoutTheKindOfPayeesNothingAboutPayersFires() throws Exception {
    payments("PERSON", "UNKNOWN");
    JsonNode report = json();
    for (String indicator : List.of("PAY-01", "PAY-04", "PAY-20", "SXM-01", "SXV-01")) {
      assertEquals(
          "[\"payments.payee_kind\"]", row(report, indicator).get("lacks").toString(), indicator);
    }
    assertTrue(row(report, "SXV-04").get("can_fire").asBoolean(), "it asks for no person");
    assertEquals("payments.payee_kind", report.get("columns").get(0).get("column").asText());
  }

  @Test
  void aColumnThatAlwaysSaysTheSameIsNoHelpToARuleThatAsksForSomethingElse() throws Exception {
    payments(100, "P2P", "ACCOUNT_TRANSFER");
    JsonNode report = json();
    assertEquals("[\"payments.channel\"]", row(report, "SXV-04").get("lacks").toString());
    assertTrue(row(report, "SXV-01").get("can_fire").asBoolean(), "it asks for no channel");
    assertTrue(row(report, "PAY-01").get("can_fire").asBoolean(), "it takes transfers");
    String text = text();
    assertTrue(text.contains("channel (always ACCOUNT_TRANSFER)"), text);
    payments(99, "P2P", "ACCOUNT_TRANSFER");
    assertTrue(row(json(), "SXV-04").get("can_fire").asBoolean(), "so few may be chance");
    payments(100, "P2P", "GIFT_CARD");
    assertTrue(row(json(), "SXV-04").get("can_fire").asBoolean());
  }

  @Test
  void aColumnIsNamedByWhichADerivedFieldIsFilled() throws Exception {
    payments(",\"payer_utc_offset_minutes\":60", "");
    assertEquals(
        "[\"payments.payer_utc_offset_minutes\"]", row(json(), "PAY-06").get("lacks").toString());
    payments("GBP", "EUR");
    assertEquals(
        "[\"payments.amount\"]",
        row(json(), "PAY-01").get("lacks").toString(),
        "no column lacks, but a rate");
  }

  @Test
  void linesThatCannotBeReadAreCounted() throws Exception {
    Files.write(
        folder.resolve("payments.jsonl"),
        List.of("{\"secret\": 1}", FULL.formatted(1, 1), "secret", ""));
    assertTrue(
        text().contains("Refused: 2 of 4 lines (1 MALFORMED, 1 MISSING_FIELD); --json says where"));
    assertEquals(3, json().at("/refused/MALFORMED/line").asInt());
  }

  @Test
  void whereNothingCanBeReadTheStatusSaysSo() throws Exception {
    run("--events", folder.resolve("nowhere").toString()).assertSays(1, "there is no folder");
    run("--events", folder.toString()).assertSays(1, "nothing to read");
    Files.write(folder.resolve("payments.jsonl"), List.of("{}"));
    run("--events", folder.toString()).assertSays(1, "payments (no line of it can be used)");
    Files.delete(folder.resolve("payments.jsonl"));
    Files.write(folder.resolve("dns-queries.jsonl"), List.of("{}"));
    run("--events", folder.toString()).assertSays(1, "dns-queries (no rule reads it)");
    run().assertSays(2, "--events");
    String rules = folder.resolve("rules").toString();
    run("--events", folder.toString(), "--rules", rules).assertSays(1, rules);
  }
}

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What rules select of a folder is counted, and refused under correlations where it is much. */
class SelectionTest {
  private static final String RULES =
      """
      title: Broad, under a correlation
      name: broad
      logsource: {category: payment}
      detection: {it: {channel: CARD}, condition: it}
      ---
      title: Broad, alone
      name: alone
      logsource: {category: payment}
      detection: {it: {status: COMPLETED}, condition: it}
      ---
      title: Narrow
      name: narrow
      logsource: {category: payment}
      detection: {it: {payee: q7}, condition: it}
      ---
      title: Of a stream without events
      name: unseen
      logsource: {category: livestream}
      detection: {it: {host: h1}, condition: it}
      ---
      title: By a column that no line has
      name: unknown
      logsource: {category: payment}
      detection: {it: {mcc: '5411'}, condition: it}
      ---
      title: Often
      name: often
      correlation:
        type: event_count
        rules: [broad]
        group-by: [subject]
        timespan: 1d
        condition: {gte: 2}
      ---
      title: Often narrow
      name: often_narrow
      correlation:
        type: event_count
        rules: [narrow]
        group-by: [subject]
        timespan: 1d
        condition: {gte: 2}
      """;

  private static final String LINE =
      """
      {"event_id":"e%1$d","event_time":"2026-03-02T10:00:00Z","provider":"bank",\
      "token_domain":"default","key_version":1,"subject":"p%1$d","payee":"q%1$d",\
      "payee_kind":"PERSON","channel":"%2$s","status":"COMPLETED","amount_minor":100,\
      "currency":"EUR","payer_country":"DE","payee_country":"DE","payer_age_band":"ADULT","relationship":"NONE",\
      "purpose":"GOODS","kyc_level":"FULL"}\
      """;

  @TempDir Path folder;

  @BeforeEach
  void twentyPaymentsAndALineThatIsNone() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add(LINE.formatted(i, i < 5 ? "CARD" : "P2P"));
    }
    lines.add("{\"event_id\": 1}");
    lines.add("");
    Files.write(folder.resolve("payments.jsonl"), lines);
    Files.createDirectory(folder.resolve("rules"));
    Files.writeString(folder.resolve("rules/rules.yml"), RULES);
  }

  private CommandRun run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--events", folder.toString(), "--rules", folder + "/rules/rules.yml"));
    arguments.addAll(List.of(more));
    return CommandRun.of(new CommandLine(new ReadinessCommand()), arguments.toArray(String[]::new));
  }

  private JsonNode json(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--json");
    return new ObjectMapper().readTree(run(arguments.toArray(String[]::new)).out());
  }

  @Test
  void theLargestShareIsFirst() throws Exception {
    List<String> rules = new ArrayList<>();
    for (JsonNode one : json().get("rules")) {
      rules.add("%s %s/%s".formatted(one.get("rule"), one.get("matched"), one.get("events")));
    }
    assertEquals(
        List.of(
            "\"alone\" 20/20",
            "\"broad\" 5/20",
            "\"narrow\" 1/20",
            "\"unknown\" 0/20",
            "\"unseen\" 0/0"),
        rules);
    String text = run().out();
    assertTrue(
        text.contains("\n  25.00 %            5           20  payments             broad *\n"),
        text);
    assertTrue(
        text.contains("\nno events            0            0  livestream-sessions  unseen\n"),
        text);
    assertTrue(text.contains("Refused: 1 of 22 lines (1 WRONG_TYPE)"), text);
  }

  @Test
  void whatARuleLacksIsBesideWhatItSelects() throws Exception {
    String text = run().out();
    assertTrue(
        text.contains("   0.00 %            0           20  payments             unknown; mcc\n"),
        text);
    assertEquals("[\"payments.mcc\"]", json().at("/rules/3/lacks").toString());
    assertEquals("[]", json().at("/rules/0/lacks").toString());
  }

  @Test
  void aStreamThatIsNoFileIsRefused() throws Exception {
    Files.createDirectory(folder.resolve("livestream-sessions.jsonl"));
    run().assertSays(1, "livestream-sessions.jsonl");
  }

  @Test
  void aCorrelationOverMoreThanTheShareIsRefused() throws Exception {
    run("--max-share", "10%")
        .assertSays(
            1, "refused: 'broad' selects 25.00 % of payments, more than 10%, and is kept by often");
    assertTrue(json("--max-share", "10%").at("/rules/1/refused").asBoolean());
    CommandRun both = run("--max-share", "1%");
    assertEquals(2, both.err().lines().filter(line -> line.startsWith("refused:")).count());
    assertEquals(0, run("--max-share", "25%").status(), "the most is not above it");
    assertEquals(0, run().status(), "without it nothing is refused");
    run("--max-share", "101%").assertSays(2, "--max-share: a percentage from 0% to 100%");
  }

  @Test
  void programsReadTheSame() throws Exception {
    JsonNode json = json("--max-share", "10%");
    assertEquals(0.1, json.get("max_share").asDouble());
    JsonNode alone = json.get("rules").get(0);
    assertEquals(1.0, alone.get("share").asDouble());
    assertFalse(alone.get("refused").asBoolean(), "no correlation keeps it");
    assertEquals("often", json.at("/rules/1/correlations/0").asText());
    assertTrue(json.at("/rules/4/share").isNull(), "nothing is known of it");
    assertTrue(json().get("max_share").isNull());
  }
}

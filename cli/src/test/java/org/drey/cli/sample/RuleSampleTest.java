package org.drey.cli.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules select of a sample is counted, and refused under correlations where it is much. */
class RuleSampleTest {
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
      title: Of a stream without a sample
      name: unseen
      logsource: {category: livestream}
      detection: {it: {host: h1}, condition: it}
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
  }

  private SelectionShares shares() throws Exception {
    RuleSet rules =
        StreamRegistry.compile(
            List.of(new RuleFile("rules.yml", RULES)), DreyConfiguration.DEFAULT);
    return RuleSample.read(folder, rules, DreyConfiguration.DEFAULT, lines -> {});
  }

  @Test
  void theLargestShareIsFirst() throws Exception {
    SelectionShares shares = shares();
    assertEquals(
        List.of("alone 20/20", "broad 5/20", "narrow 1/20", "unseen 0/0"),
        shares.rules().stream()
            .map(one -> one.rule().name() + " " + one.matched() + "/" + one.events())
            .toList());
    assertEquals(1, shares.rejected());
    String text = shares.toText();
    assertTrue(
        text.contains("   25.00 %           5          20  payments             broad *\n"), text);
    assertTrue(text.contains(" no events           0           0  livestream-sessions  unseen\n"));
    assertTrue(text.contains("1 of 22 lines would be dead letters"), text);
  }

  @Test
  void aStreamThatIsNoFileIsRefused() throws Exception {
    Files.createDirectory(folder.resolve("livestream-sessions.jsonl"));
    var e = assertThrows(FileSystemException.class, this::shares);
    assertTrue(e.getFile().endsWith("livestream-sessions.jsonl"), e.getMessage());
  }

  @Test
  void aCorrelationOverMoreThanTheShareIsRefused() throws Exception {
    SelectionShares shares = shares();
    assertEquals(
        List.of(
            "refused: 'broad' selects 25.00 % of payments, more than 10.00 %, and is kept by"
                + " often"),
        shares.refusals(0.1));
    assertEquals(2, shares.refusals(0.01).size());
    assertEquals(List.of(), shares.refusals(0.25), "what is at most the share is not above it");
  }

  @Test
  void programsReadTheSame() throws Exception {
    JsonNode json = new ObjectMapper().valueToTree(shares().toMap(0.1));
    assertEquals(0.1, json.get("max_share").asDouble());
    JsonNode alone = json.get("rules").get(0);
    assertEquals(1.0, alone.get("share").asDouble());
    assertFalse(alone.get("refused").asBoolean(), "no correlation keeps it");
    JsonNode broad = json.get("rules").get(1);
    assertTrue(broad.get("refused").asBoolean());
    assertEquals("often", broad.get("correlations").get(0).asText());
    assertTrue(json.get("rules").get(3).get("share").isNull(), "nothing is known of it");
  }
}

package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.json.JsonLineWriter;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.SeenEvents;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.api.Test;

/** A finding as a record, and as a line of findings.jsonl. */
final class FindingRecordsTest {
  private static JsonNode line(RuleSet rules, String rule, String... group) throws IOException {
    RuleHead head =
        rules.heads().stream().filter(h -> h.name().equals(rule)).findFirst().orElseThrow();
    Finding finding =
        new Finding(
            "f1",
            head.index(),
            null,
            "default",
            new EventId("bank.example", "e3", 2),
            Sample.START.toEpochMilli(),
            group,
            3,
            SeenEvents.of(
                Stream.of("e3", "e2", "e1")
                    .map(
                        id -> new EvidenceEvent(new EventId("bank.example", id, 2), 0, new byte[0]))
                    .toList()),
            3,
            FindingQuality.FULL,
            Finding.NO_EXPIRY,
            new RecordProvenance(RecordPosition.NOWHERE, rules.mark()));
    byte[] line = new JsonLineWriter().write(new FindingRecords(rules).of(finding));
    return new ObjectMapper().readTree(line);
  }

  private static JsonNode line(String rule, String... group) throws IOException {
    return line(SmallRules.COMPILED, rule, group);
  }

  @Test
  void hasTheFieldsOfTheDesignInTheirOrder() throws IOException {
    List<String> names = new ArrayList<>();
    line("three_payees", "p1").fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of(
            "finding_id",
            "rule_id",
            "rule_version",
            "indicator",
            "track",
            "group",
            "event_id",
            "provider",
            "token_domain",
            "key_version",
            "event_time",
            "observed",
            "quality",
            "caveats",
            "evidence",
            "shadow"),
        names);
  }

  @Test
  void saysWhatWasFound() throws IOException {
    JsonNode line = line("three_payees", "p1");
    RuleHead head = SmallRules.head("three_payees");
    assertEquals("f1", line.get("finding_id").asText());
    assertEquals(head.id(), line.get("rule_id").asText());
    assertEquals(12, line.get("rule_version").asText().length());
    assertEquals("T-PAYEES", line.get("indicator").asText());
    assertEquals("payer", line.get("track").asText());
    assertEquals("{\"subject\":\"p1\"}", line.get("group").toString());
    assertEquals("e3", line.get("event_id").asText());
    assertEquals("bank.example", line.get("provider").asText());
    assertEquals("default", line.get("token_domain").asText());
    assertEquals(2, line.get("key_version").asInt());
    assertEquals(Sample.START.toEpochMilli(), line.get("event_time").asLong());
    assertEquals("3", line.get("observed").toString());
    assertEquals("[\"e3\",\"e2\",\"e1\"]", line.get("evidence").toString());
    assertFalse(line.get("shadow").asBoolean());
  }

  @Test
  void aRuleWithoutPointsHasNoIndicatorAndTrack() throws IOException {
    JsonNode line = line("lone_payment", "p1");
    assertTrue(line.get("indicator").isNull());
    assertTrue(line.get("track").isNull());
  }

  @Test
  void aScoredRuleOverSingleEventsHasItsEntityAsGroup() throws IOException {
    assertEquals("{\"entity\":\"p1\"}", line("reported", "p1").get("group").toString());
  }

  @Test
  void anyOtherRuleOverSingleEventsHasNoGroup() throws IOException {
    assertEquals("{}", line("watched").get("group").toString());
  }

  @Test
  void aRuleOnTrialIsShadow() throws IOException {
    assertTrue(line("on_trial", "p1").get("shadow").asBoolean());
  }

  @Test
  void groupValuesHaveTheTypeOfTheirField() throws IOException {
    RuleSet rules =
        StreamRegistry.compile(
            List.of(
                new RuleFile(
                    "r.yml",
                    """
                    title: Any
                    name: any
                    id: 00000000-0000-4000-8000-000000000001
                    logsource: {category: payment}
                    detection: {it: {status: COMPLETED}, condition: it}
                    ---
                    title: By hour
                    name: by_hour
                    id: 00000000-0000-4000-8000-000000000002
                    correlation:
                      type: event_count
                      rules: [any]
                      group-by: [subject, payer_local_hour, cross_border, channel]
                      timespan: 1d
                      condition: {gte: 1}
                    """)),
            DreyConfiguration.DEFAULT);
    assertEquals(
        "{\"subject\":\"7\",\"payer_local_hour\":7,\"cross_border\":true,\"channel\":\"P2P\"}",
        line(rules, "by_hour", "7", "7", "true", "P2P").get("group").toString());
  }
}

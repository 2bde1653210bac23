package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Gate;
import org.drey.event.Reason;
import org.drey.event.TopicNames;
import org.drey.event.wire.DomainCheck;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.match.NumberComparison;
import org.drey.rules.score.AlertContent;
import org.junit.jupiter.api.Test;

/** What the schema of alerts allows is what the code makes: consumers may rely on it. */
final class AlertBoundsTest {
  private static final Schema ALERT = Alert.getClassSchema();
  private static final Schema REASON = Reason.getClassSchema();
  private static final Schema EVENT = AlertEvent.getClassSchema();

  private static int items(Schema record, String field) {
    return Integer.parseInt(record.getField(field).getProp(DomainCheck.MAX_ITEMS));
  }

  private static void assertHolds(Schema record, String field, Stream<String> texts) {
    int max = Integer.parseInt(record.getField(field).getProp(DomainCheck.MAX));
    texts.forEach(text -> assertTrue(text.length() <= max, field + ": " + text));
  }

  @Test
  void listsHaveTheSameBounds() {
    assertEquals(RuleSet.MAX_INDICATORS, items(ALERT, "reasons"));
    assertEquals(RuleSet.MAX_INDICATORS, items(ALERT, "offsets"));
    assertEquals(RuleSet.MAX_INDICATORS, items(EVENT, "indicators"));
    assertEquals(AlertContent.MAX_FINDINGS, items(ALERT, "findings"));
    assertTrue(Finding.MAX_EVIDENCE <= items(REASON, "evidence"));
    for (String listed : List.of("findings", "entries")) {
      assertTrue(AlertContent.MAX_LISTED <= items(REASON, listed));
    }
    for (String listed : List.of("events", "list_versions", "linked_entities")) {
      assertTrue(AlertContent.MAX_LISTED <= items(ALERT, listed));
    }
    assertTrue(StreamRegistry.all().size() <= items(ALERT, "streams"));
    assertTrue(StreamRegistry.all().size() <= items(REASON, "streams"));
  }

  @Test
  void wordsOfTheCodeFit() {
    assertHolds(REASON, "family", FamilyCaps.CATALOGUE.points().keySet().stream());
    assertHolds(REASON, "streams", StreamRegistry.all().stream().map(one -> one.schema().source()));
    assertHolds(EVENT, "topic", TopicNames.INPUTS.stream());
    assertHolds(EVENT, "topic", Stream.of(TopicNames.BLOCKLIST_HITS));
    CorrelationRule.Condition longest =
        new CorrelationRule.Condition(
            Arrays.stream(NumberComparison.values())
                .map(comparison -> new CorrelationRule.Condition.Bound(comparison, Long.MIN_VALUE))
                .toList());
    assertHolds(REASON, "threshold", Stream.of(longest.toString()));
    assertHolds(REASON, "window", Stream.of("999999999w"));
    assertHolds(Gate.getClassSchema(), "id", Stream.of("VICTIM_HOLD", "ONE_STREAM", "ONE_FAMILY"));
  }
}

package org.drey.event.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drey.event.Alert;
import org.drey.event.DnsQuery;
import org.drey.event.Samples;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;

final class JsonLineWriterTest {
  private final JsonLineWriter writer = new JsonLineWriter();

  @Test
  void writesTheSampleWithTimesAsNumbers() throws Exception {
    ObjectNode expected = Samples.pass(TopicNames.DNS_QUERIES);
    expected.put("event_time", 1_768_509_000_000L);
    assertEquals(
        expected.toString(),
        new String(writer.write(Samples.record(DnsQuery.class)), StandardCharsets.UTF_8));
  }

  @Test
  void writesNullsAndRecordsWithin() throws Exception {
    JsonNode alert = Samples.tree(writer.write(Samples.record(Alert.class)));
    assertTrue(alert.get("verdict").isNull());
    assertEquals("OPEN", alert.get("state").textValue());
    assertEquals("PAY-20", alert.at("/reasons/0/indicator").textValue());
    assertEquals("pay-0001", alert.at("/reasons/0/evidence/1").textValue());
  }

  @Test
  void oneRecordIsOneLine() throws Exception {
    DnsQuery query = Samples.record(DnsQuery.class);
    query.setAnswers(List.of("a\nb", "\"quoted\"", "\u00e9"));
    byte[] line = writer.write(query);
    assertFalse(new String(line, StandardCharsets.UTF_8).contains("\n"));
    assertEquals(query, JsonLineReader.of(DnsQuery.class).read(line).datum());
  }
}

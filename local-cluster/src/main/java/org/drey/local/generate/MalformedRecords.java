package org.drey.local.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.TopicNames;
import org.drey.event.wire.RejectReason;

/**
 * The malformed records of a world: for each a fitting fault of a line of JSON and of an Avro
 * value, so that a world has equally many dead letters both ways.
 */
final class MalformedRecords {
  private static final int LONG_LINE = 2_000_000;
  private static final int LONG_VALUE = 1_500_000;
  private static final int MARKER_BYTES = 2;
  private static final Instant FAR_AHEAD = Instant.parse("2099-01-01T00:00:00Z");

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, DeliveredEvents> journals;
  private final Random random;
  private final List<WorldTruth.Malformed> records = new ArrayList<>();

  private MalformedRecords(Map<String, DeliveredEvents> journals, Random random) {
    this.journals = journals;
    this.random = random;
  }

  /** Adds them to the journals; returns what they are. */
  static WorldTruth.ExpectedDeadLetters add(Map<String, DeliveredEvents> journals, Random random) {
    MalformedRecords malformed = new MalformedRecords(journals, random);
    malformed.addForeignBytes();
    malformed.addWrongFields();
    malformed.addWrongForms();
    return new WorldTruth.ExpectedDeadLetters(
        malformed.records.size(), List.copyOf(malformed.records));
  }

  /** Cut off, of another encoding, of too many bytes. */
  private void addForeignBytes() {
    RejectReason malformed = RejectReason.MALFORMED;
    Sample cut = new Sample(TopicNames.DNS_QUERIES);
    byte[] line = Arrays.copyOf(cut.line(), cut.line().length / 2);
    byte[] value = Arrays.copyOf(cut.value(), cut.value().length - 3);
    cut.add("cut off", line, value, malformed, malformed);

    Sample foreign = new Sample(TopicNames.DNS_QUERIES);
    line = foreign.line();
    line[line.length / 2] = (byte) 0xFF;
    value = foreign.value();
    value[MARKER_BYTES] ^= 0x55;
    String fault = "not UTF-8; unknown fingerprint";
    foreign.add(fault, line, value, malformed, RejectReason.UNKNOWN_SCHEMA);

    Sample big = new Sample(TopicNames.DNS_QUERIES);
    line = big.lineWith("query", new TextNode("x".repeat(LONG_LINE)));
    value = new byte[LONG_VALUE];
    random.nextBytes(value);
    big.add("too long", line, value, RejectReason.OVERSIZED, RejectReason.OVERSIZED);
  }

  private void addWrongForms() {
    Sample text = new Sample(TopicNames.PAYMENTS);
    text.add(
        "text for a number; bytes after the end",
        text.lineWith("amount_minor", new TextNode("twenty")),
        Arrays.copyOf(text.value(), text.value().length + 4),
        RejectReason.WRONG_TYPE,
        RejectReason.MALFORMED);
    Sample symbol = new Sample(TopicNames.EXTERNAL_SIGNALS);
    symbol.add(
        "unknown symbol; JSON for Avro",
        symbol.lineWith("source_tier", new TextNode("RUMOUR")),
        symbol.line(),
        RejectReason.UNKNOWN_SYMBOL,
        RejectReason.MALFORMED);
  }

  private void addWrongFields() {
    RejectReason outOfRange = RejectReason.OUT_OF_RANGE;
    RejectReason missing = RejectReason.MISSING_FIELD;
    add(TopicNames.DNS_QUERIES, "of the year 2099", "event_time", FAR_AHEAD, RejectReason.FUTURE);
    add(TopicNames.PAYMENTS, "negative amount", "amount_minor", -1250L, outOfRange);
    add(TopicNames.PAYMENTS, "unknown currency", "currency", "ZZZ", RejectReason.UNKNOWN_CURRENCY);
    add(TopicNames.PAYMENTS, "no payee", "payee", "", missing);
    add(TopicNames.LIVESTREAM_SESSIONS, "no host", "host", "", missing);
    add(
        TopicNames.LIVESTREAM_SESSIONS,
        "bad country",
        "host_country",
        "Gb",
        RejectReason.BAD_COUNTRY);
    add(TopicNames.EXTERNAL_SIGNALS, "confidence over 1", "confidence", 1.5, outOfRange);
  }

  private void add(String topic, String fault, String field, Object value, RejectReason reason) {
    Sample sample = new Sample(topic);
    byte[] line = sample.lineWith(field, inLine(value));
    sample.event.put(field, value);
    sample.add(fault, line, sample.value(), reason, reason);
  }

  private JsonNode inLine(Object value) {
    if (value instanceof Instant time) {
      return new LongNode(time.toEpochMilli());
    }
    return value.equals("") ? NullNode.getInstance() : json.valueToTree(value);
  }

  /** A copy of one event of a topic, under its own id, to be spoilt. */
  private final class Sample {
    private final DeliveredEvents journal;
    private final WorldItem original;
    private final SpecificRecordBase event;

    Sample(String topic) {
      journal = DeliveredEvents.of(topic, journals);
      original = journal.anyEvent(random);
      event = SpecificData.get().deepCopy(TopicNames.schema(topic), original.event());
      event.put("event_id", journal.nextId((String) event.get("provider")));
    }

    byte[] line() {
      return journal.encoding().jsonLine(event);
    }

    byte[] value() {
      return journal.encoding().avro(event);
    }

    byte[] lineWith(String field, JsonNode value) {
      try {
        ObjectNode tree = (ObjectNode) json.readTree(line());
        tree.set(field, value);
        return json.writeValueAsBytes(tree);
      } catch (IOException e) {
        throw new UncheckedIOException("what was just written can be read", e);
      }
    }

    void add(String fault, byte[] line, byte[] value, RejectReason file, RejectReason kafka) {
      journal.addMalformed(line, value, original.arrival());
      records.add(
          new WorldTruth.Malformed(journal.encoding().topic(), fault, file.name(), kafka.name()));
    }
  }
}

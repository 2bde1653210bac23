package org.drey.local.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
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
import java.util.Random;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.Topics;
import org.drey.event.wire.RejectReason;

/**
 * Adds the malformed records: for each a fitting fault of a line of JSON and of an Avro value, so
 * that a world has equally many dead letters both ways.
 */
final class Faults {
  private static final int LONG_LINE = 2_000_000;
  private static final int LONG_VALUE = 1_500_000;
  private static final int MARKER_BYTES = 2;
  private static final Instant FAR_AHEAD = Instant.parse("2099-01-01T00:00:00Z");

  private final ObjectMapper json = new ObjectMapper();
  private final Journals journals;
  private final Random random;
  private final List<Truth.Malformed> records = new ArrayList<>();

  private Faults(Journals journals, Random random) {
    this.journals = journals;
    this.random = random;
  }

  /** Adds them and says what they are. */
  static Truth.DeadLetters add(Journals journals, Random random) {
    Faults faults = new Faults(journals, random);
    faults.ofDnsQueries();
    faults.ofPayments();
    faults.ofSessions();
    faults.ofSignals();
    return new Truth.DeadLetters(faults.records.size(), List.copyOf(faults.records));
  }

  private void ofDnsQueries() {
    Sample cut = sample(Topics.DNS_QUERIES);
    byte[] line = cut.line();
    byte[] value = cut.value();
    cut.add(
        "cut off",
        Arrays.copyOf(line, line.length / 2),
        Arrays.copyOf(value, value.length - 3),
        RejectReason.MALFORMED,
        RejectReason.MALFORMED);

    ofForeignQueries();
  }

  /** Of another encoding, of too many bytes, of another time. */
  private void ofForeignQueries() {
    Sample foreign = sample(Topics.DNS_QUERIES);
    byte[] line = foreign.line();
    line[line.length / 2] = (byte) 0xFF;
    byte[] value = foreign.value();
    value[MARKER_BYTES] ^= 0x55;
    foreign.add(
        "not UTF-8; unknown fingerprint",
        line,
        value,
        RejectReason.MALFORMED,
        RejectReason.UNKNOWN_SCHEMA);

    Sample big = sample(Topics.DNS_QUERIES);
    byte[] garbage = new byte[LONG_VALUE];
    random.nextBytes(garbage);
    big.add(
        "too long",
        big.lineWith("query", new TextNode("x".repeat(LONG_LINE))),
        garbage,
        RejectReason.OVERSIZED,
        RejectReason.OVERSIZED);

    Sample ahead = sample(Topics.DNS_QUERIES);
    ahead.add(
        "of the year 2099",
        "event_time",
        FAR_AHEAD,
        RejectReason.FUTURE,
        new LongNode(FAR_AHEAD.toEpochMilli()));
  }

  private void ofPayments() {
    sample(Topics.PAYMENTS)
        .add(
            "negative amount",
            "amount_minor",
            -1250L,
            RejectReason.OUT_OF_RANGE,
            new LongNode(-1250));
    sample(Topics.PAYMENTS)
        .add(
            "unknown currency",
            "currency",
            "ZZZ",
            RejectReason.UNKNOWN_CURRENCY,
            new TextNode("ZZZ"));
    sample(Topics.PAYMENTS)
        .add("no payee", "payee", "", RejectReason.MISSING_FIELD, NullNode.getInstance());

    Sample text = sample(Topics.PAYMENTS);
    byte[] value = text.value();
    text.add(
        "text for a number; bytes after the end",
        text.lineWith("amount_minor", new TextNode("twenty")),
        Arrays.copyOf(value, value.length + 4),
        RejectReason.WRONG_TYPE,
        RejectReason.MALFORMED);
  }

  private void ofSessions() {
    sample(Topics.LIVESTREAM_SESSIONS)
        .add("no host", "host", "", RejectReason.MISSING_FIELD, NullNode.getInstance());
    sample(Topics.LIVESTREAM_SESSIONS)
        .add("bad country", "host_country", "Gb", RejectReason.BAD_COUNTRY, new TextNode("Gb"));
  }

  private void ofSignals() {
    sample(Topics.EXTERNAL_SIGNALS)
        .add(
            "confidence over 1", "confidence", 1.5, RejectReason.OUT_OF_RANGE, new DoubleNode(1.5));
    Sample symbol = sample(Topics.EXTERNAL_SIGNALS);
    symbol.add(
        "unknown symbol; JSON for Avro",
        symbol.lineWith("source_tier", new TextNode("RUMOUR")),
        symbol.line(),
        RejectReason.UNKNOWN_SYMBOL,
        RejectReason.MALFORMED);
  }

  private Sample sample(String topic) {
    return new Sample(journals.of(topic));
  }

  /** A copy of one event of a topic, under its own id, to be spoilt. */
  private final class Sample {
    private final Journal journal;
    private final EventItem original;
    private final SpecificRecordBase event;

    Sample(Journal journal) {
      this.journal = journal;
      this.original = journal.anyEvent(random);
      this.event = SpecificData.get().deepCopy(original.event().getSchema(), original.event());
      set("event_id", journal.nextId((String) get("provider")));
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

    /** Spoils one field of both forms. */
    void add(String fault, String field, Object avro, RejectReason reason, JsonNode inLine) {
      byte[] line = lineWith(field, inLine);
      set(field, avro);
      add(fault, line, value(), reason, reason);
    }

    void add(String fault, byte[] line, byte[] value, RejectReason file, RejectReason kafka) {
      journal.addMalformed(line, value, original.arrival().toEpochMilli());
      records.add(
          new Truth.Malformed(journal.encoding().topic(), fault, file.name(), kafka.name()));
    }

    private Object get(String field) {
      return event.get(event.getSchema().getField(field).pos());
    }

    private void set(String field, Object value) {
      event.put(event.getSchema().getField(field).pos(), value);
    }
  }
}

package org.drey.local.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.NetworkClass;
import org.drey.event.SourceTier;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.RecordLimits;
import org.drey.event.wire.RejectReason;
import org.drey.local.generate.WorldSettings;
import org.jspecify.annotations.Nullable;

/**
 * Records of a topic that no job may take, or that it takes and must not stumble over. All are made
 * from the topic's sample, and every text in them has {@link #MARK}.
 */
final class Poison<T extends SpecificRecordBase> {
  /** Is in everything that must not be quoted anywhere. */
  static final String MARK = "zqpoison";

  private static final int HEADER_BYTES = 10;
  private static final Instant IN_THE_WORLD = WorldSettings.START;

  /**
   * A record's value.
   *
   * @param kind what is wrong with it
   * @param reason of its dead letter; null if it is taken
   */
  record Bad(String kind, byte @Nullable [] value, @Nullable RejectReason reason) {}

  private final String topic;
  private final Class<T> type;
  private final AvroCodec<T> codec;
  private final List<Bad> all = new ArrayList<>();
  private int events;

  private Poison(String topic, Class<T> type) {
    this.topic = topic;
    this.type = type;
    this.codec = AvroCodec.of(type);
  }

  /** Every kind of a topic whose records are events; first what is taken. */
  static List<Bad> of(String topic) throws Exception {
    Poison<?> poison = new Poison<>(topic, TopicNames.recordClass(topic));
    poison.addAccepted();
    poison.addBytes();
    poison.addFields();
    poison.addTimes();
    return poison.all;
  }

  /** Values that are records of no topic, for any domain of their field. */
  static List<Bad> bytesOf(String topic) throws Exception {
    Poison<?> poison = new Poison<>(topic, TopicNames.recordClass(topic));
    poison.addBytes();
    return poison.all;
  }

  private void addBytes() throws Exception {
    byte[] sound = codec.encode(sample());
    byte[] garbage = new byte[300];
    new Random(8).nextBytes(garbage);
    bad("random bytes", garbage, RejectReason.MALFORMED);
    bad("empty", new byte[0], RejectReason.MALFORMED);
    bad("no value", null, RejectReason.MALFORMED);
    bad("JSON", ("{\"event_id\": \"" + MARK + "\"}").getBytes(StandardCharsets.UTF_8), null);
    bad("half a header", Arrays.copyOf(sound, 7), RejectReason.MALFORMED);
    bad("a header alone", Arrays.copyOf(sound, HEADER_BYTES), RejectReason.MALFORMED);
    bad("truncated", Arrays.copyOf(sound, sound.length - 2), RejectReason.MALFORMED);
    bad("bytes after the end", Arrays.copyOf(sound, sound.length + 3), RejectReason.MALFORMED);
    byte[] unknown = sound.clone();
    unknown[5] ^= 0x55;
    bad("unknown fingerprint", unknown, RejectReason.UNKNOWN_SCHEMA);
    String other = topic.equals(TopicNames.ALERTS) ? TopicNames.DEAD_LETTERS : TopicNames.ALERTS;
    byte[] foreign = sound.clone();
    System.arraycopy(header(other), 0, foreign, 0, HEADER_BYTES);
    bad("another topic's schema", foreign, RejectReason.UNKNOWN_SCHEMA);
    byte[] large = Arrays.copyOf(sound, RecordLimits.MAX_RECORD_BYTES + 1);
    bad("over 1 MiB", large, RejectReason.OVERSIZED);
    byte[] noText = sound.clone();
    noText[HEADER_BYTES + 1] = (byte) 0xFF;
    bad("no UTF-8", noText, RejectReason.MALFORMED);
    byte[] endless = Arrays.copyOf(sound, HEADER_BYTES + 10);
    Arrays.fill(endless, HEADER_BYTES, endless.length - 1, (byte) 0xFF);
    endless[endless.length - 1] = 1;
    bad("a text of a negative length", endless, RejectReason.MALFORMED);
    byte[] huge = endless.clone();
    huge[HEADER_BYTES] = (byte) 0xFE;
    bad("a text of 2^63 - 1 bytes", huge, RejectReason.MALFORMED);
  }

  private static byte[] header(String topic) throws Exception {
    return Arrays.copyOf(
        new Poison<>(topic, TopicNames.recordClass(topic)).soundBytes(), HEADER_BYTES);
  }

  private byte[] soundBytes() throws Exception {
    return codec.encode(sample());
  }

  private void addFields() throws Exception {
    String longId = MARK + "x".repeat(RecordLimits.MAX_TOKEN_BYTES);
    bad("a long id", with(Map.of("event_id", longId)), RejectReason.OUT_OF_RANGE);
    bad("a long provider", with(Map.of("provider", longId)), RejectReason.OUT_OF_RANGE);
    bad("a long realm", with(Map.of("token_domain", longId)), RejectReason.OUT_OF_RANGE);
    bad("no provider", with(Map.of("provider", "")), RejectReason.MISSING_FIELD);
    bad("a wrong enum", wrongEnum(), RejectReason.MALFORMED);
    switch (topic) {
      case TopicNames.DNS_QUERIES -> {
        tooLong("answers", List.of(MARK + "a".repeat(8192)));
        tooLong("answers", Collections.nCopies(1001, "192.0.2.1"));
        tooLong("query", MARK + "a".repeat(1024));
      }
      case TopicNames.WEB_REQUESTS ->
          tooLong("url", "http://" + MARK + ".example/" + "a".repeat(8192));
      case TopicNames.PAYMENTS -> {
        bad("a debt", with(Map.of("amount_minor", -1L)), RejectReason.OUT_OF_RANGE);
        bad("no money", with(Map.of("currency", "zq\n")), RejectReason.UNKNOWN_CURRENCY);
        bad("no country", with(Map.of("payee_country", "\u0130X")), RejectReason.BAD_COUNTRY);
      }
      case TopicNames.LIVESTREAM_SESSIONS ->
          bad("no country", with(Map.of("host_country", "")), RejectReason.BAD_COUNTRY);
      case TopicNames.EXTERNAL_SIGNALS -> {
        bad("NaN", with(Map.of("confidence", Double.NaN)), RejectReason.OUT_OF_RANGE);
        tooLong("entity", longId);
      }
      default -> tooLong("entry_id", longId);
    }
  }

  private void tooLong(String field, Object value) throws Exception {
    bad("a long " + field, with(Map.of(field, value)), RejectReason.OUT_OF_RANGE);
  }

  /** The time of an event is milliseconds, any number of them. */
  private void addTimes() throws Exception {
    for (long ahead : List.of(Long.MAX_VALUE, 32_500_000_000_000L)) {
      bad("of the far future", with(at(ahead)), RejectReason.FUTURE);
    }
    for (long ago : List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L)) {
      bad("of the far past", with(at(ago)), RejectReason.OUT_OF_RANGE);
    }
  }

  private static Map<String, Object> at(long millis) {
    return Map.of("event_time", Instant.ofEpochMilli(millis));
  }

  /** Nothing is wrong with these by their schema. */
  private void addAccepted() throws Exception {
    switch (topic) {
      case TopicNames.DNS_QUERIES -> {
        for (String name : HostileTexts.names()) {
          bad("a hostile name", with(Map.of("query", name, "answers", List.of(name))), null);
        }
      }
      case TopicNames.WEB_REQUESTS -> {
        for (String url : HostileTexts.urls()) {
          bad("a hostile URL", with(Map.of("url", url)), null);
        }
      }
      case TopicNames.PAYMENTS -> {
        bad("a fortune", with(Map.of("amount_minor", Long.MAX_VALUE)), null);
        numbers("payee_tenure_days", "payer_utc_offset_minutes", "payee_account_age_days");
      }
      case TopicNames.LIVESTREAM_SESSIONS ->
          numbers(
              "viewers", "duration_seconds", "host_account_age_days", "host_utc_offset_minutes");
      case TopicNames.EXTERNAL_SIGNALS ->
          bad(
              "a signal that ended before time began",
              with(
                  Map.of(
                      "source_tier", SourceTier.PUBLIC,
                      "signal", HostileTexts.TOKEN,
                      "expires_at", Instant.ofEpochMilli(Long.MIN_VALUE))),
              null);
      default -> {
        for (NetworkClass network : NetworkClass.values()) { // some on each partition
          bad("a hit without a subject", with(Map.of("network_class", network)), null);
        }
      }
    }
  }

  private void numbers(String... fields) throws Exception {
    for (Object number : List.of(Long.MIN_VALUE, Long.MAX_VALUE)) {
      Map<String, Object> all = new HashMap<>();
      List.of(fields).forEach(field -> all.put(field, number));
      bad("numbers at their ends", with(all), null);
    }
  }

  private void bad(String kind, byte @Nullable [] value, @Nullable RejectReason reason) {
    boolean json = kind.equals("JSON");
    all.add(new Bad(topic + ": " + kind, value, json ? RejectReason.MALFORMED : reason));
  }

  /** A value whose first enum has a symbol that is none: where two symbols differ is its index. */
  private byte[] wrongEnum() throws Exception {
    String field = topic.equals(TopicNames.EXTERNAL_SIGNALS) ? "source_tier" : enumField();
    T one = sample();
    Object[] symbols = one.get(position(field)).getClass().getEnumConstants();
    one.put(position(field), symbols[0]);
    byte[] first = codec.encode(one);
    one.put(position(field), symbols[1]);
    byte[] second = codec.encode(one);
    first[Arrays.mismatch(first, second)] = 126;
    return first;
  }

  private String enumField() {
    return switch (topic) {
      case TopicNames.WEB_REQUESTS -> "stage";
      case TopicNames.PAYMENTS -> "channel";
      case TopicNames.LIVESTREAM_SESSIONS -> "visibility";
      default -> "network_class";
    };
  }

  private byte[] with(Map<String, Object> fields) throws Exception {
    T event = sample();
    fields.forEach((field, value) -> event.put(position(field), value));
    return codec.encode(event);
  }

  private int position(String field) {
    return TopicNames.schema(topic).getField(field).pos();
  }

  /** The topic's sample as another event within the world's time, of no one in the world. */
  private T sample() throws Exception {
    T event = Samples.of(topic, type);
    if (event.getSchema().getField("event_id") == null) {
      return event;
    }
    event.put(position("event_id"), MARK + events++);
    event.put(position("event_time"), IN_THE_WORLD);
    for (String field : List.of("subject", "payee", "host", "entity", "device", "payout")) {
      if (event.getSchema().getField(field) != null) {
        event.put(position(field), HostileTexts.TOKEN + field);
      }
    }
    return event;
  }
}

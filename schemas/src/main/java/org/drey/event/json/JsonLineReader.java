package org.drey.event.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RecordLimits;
import org.drey.event.wire.RecordModel;
import org.drey.event.wire.RejectReason;
import org.drey.event.wire.StrictUtf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of JSON into records of one class, as strictly as its schema says.
 *
 * <p>A field may be absent if it is nullable or its schema has a default; an enum's UNKNOWN is no
 * such default. What is returned has passed {@link DomainCheck}. An instance is immutable and may
 * be shared by threads.
 */
public final class JsonLineReader<T extends SpecificRecordBase> {
  private static final String EVENT_TIME = "event_time";
  private static final String RECEIVED_AT = "received_at";

  private final Class<T> type;
  private final JsonRecord plan;
  private final DomainCheck domain;
  private final boolean hasEventTime;
  private final ObjectReader trees;

  private JsonLineReader(Class<T> type) {
    Schema schema = RecordModel.schema(type);
    this.type = type;
    this.plan = new JsonRecord(schema, RecordModel.of(type));
    this.domain = DomainCheck.of(schema);
    this.hasEventTime = schema.getField(EVENT_TIME) != null;
    this.trees = strictTrees();
  }

  /** A reader for the records of one class. */
  public static <T extends SpecificRecordBase> JsonLineReader<T> of(Class<T> type) {
    return new JsonLineReader<>(type);
  }

  /** Reads one line, with or without its line break. Blank lines are for the caller to skip. */
  public JsonLine<T> read(byte[] line) throws InvalidRecordException {
    RecordLimits.checkSize(line.length);
    JsonNode tree = parse(line);
    if (!tree.isObject()) {
      throw malformed("not a JSON object");
    }
    try {
      T datum = type.cast(plan.read(tree, ""));
      domain.check(datum);
      return new JsonLine<>(datum, optionalTime(tree, RECEIVED_AT));
    } catch (InvalidRecordException e) {
      throw e.at(eventTime(tree));
    }
  }

  private JsonNode parse(byte[] line) throws InvalidRecordException {
    try {
      return trees.readTree(StrictUtf8.decode(line, 0, line.length));
    } catch (CharacterCodingException e) {
      throw malformed("not UTF-8");
    } catch (JsonProcessingException e) {
      // Jackson's message quotes the line, so it ends here.
      throw malformed("not one JSON value with distinct keys");
    }
  }

  private @Nullable Instant eventTime(JsonNode tree) {
    if (!hasEventTime) {
      return null;
    }
    try {
      return optionalTime(tree, EVENT_TIME);
    } catch (InvalidRecordException e) {
      return null;
    }
  }

  private static @Nullable Instant optionalTime(JsonNode tree, String field)
      throws InvalidRecordException {
    JsonNode node = tree.get(field);
    return node == null || node.isNull() ? null : JsonTime.read(node, field);
  }

  /** Field names are not interned: a line may invent any number of them. */
  private static ObjectReader strictTrees() {
    JsonFactory factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .reader();
  }

  private static InvalidRecordException malformed(String expectation) {
    return new InvalidRecordException(RejectReason.MALFORMED, null, expectation);
  }
}

package org.drey.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.json.JsonLineReader;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SamplesTest {
  private final JsonLineWriter writer = new JsonLineWriter();

  static List<String> topics() {
    return TopicNames.WITH_SCHEMA_FILE;
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aPassSampleHoldsEveryField(String topic) throws Exception {
    JsonNode sample = Samples.pass(topic);
    TopicNames.schema(topic)
        .getFields()
        .forEach(field -> assertTrue(sample.has(field.name()), field.name()));
    assertEquals(TopicNames.schema(topic).getFields().size(), sample.size());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aPassSampleSurvivesBothEncodings(String topic) throws Exception {
    assertSurvives(TopicNames.recordClass(topic), Samples.bytes(Samples.pass(topic)));
  }

  private <T extends SpecificRecordBase> void assertSurvives(Class<T> type, byte[] sample)
      throws Exception {
    JsonLineReader<T> reader = JsonLineReader.of(type);
    AvroCodec<T> codec = AvroCodec.of(type);
    T read = reader.read(sample).datum();
    T decoded = codec.decode(codec.encode(read));
    byte[] line = writer.write(decoded);
    assertEquals(read, decoded);
    assertEquals(Samples.tree(writer.write(read)), Samples.tree(line));
    assertEquals(read, reader.read(line).datum());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aFailSampleIsRefusedForItsReason(String topic) throws Exception {
    JsonLineReader<?> reader = JsonLineReader.of(TopicNames.recordClass(topic));
    JsonNode samples = Samples.fail(topic);
    for (JsonNode sample : samples) {
      byte[] line = Samples.bytes(sample.get("record"));
      InvalidRecordException e =
          assertThrows(InvalidRecordException.class, () -> reader.read(line));
      assertEquals(sample.get("reason").textValue(), e.reason().name(), e.getMessage());
      assertEquals(sample.get("field").textValue(), e.field(), e.getMessage());
    }
  }

  /** What the schema says of a field is demanded of each line. */
  @ParameterizedTest
  @MethodSource("topics")
  void aPassSampleIsRefusedWithAnyFieldWrong(String topic) throws Exception {
    for (Schema.Field field : TopicNames.schema(topic).getFields()) {
      if (!field.hasDefaultValue()) {
        assertRefused(topic, field, RejectReason.MISSING_FIELD, null);
      }
      if ("true".equals(field.getProp(DomainCheck.TOKEN)) && !field.schema().isNullable()) {
        assertRefused(topic, field, RejectReason.MISSING_FIELD, TextNode.valueOf(""));
      }
      JsonNode tooLong = tooLong(field);
      if (tooLong != null) {
        assertRefused(topic, field, RejectReason.OUT_OF_RANGE, tooLong);
      }
      if (field.schema().getType() == Schema.Type.ENUM) {
        assertRefused(topic, field, RejectReason.UNKNOWN_SYMBOL, TextNode.valueOf("NO_SYMBOL"));
      }
      assertRefused(topic, field, RejectReason.WRONG_TYPE, ofAnotherType(field));
    }
  }

  private static JsonNode ofAnotherType(Schema.Field field) {
    return switch (field.schema().getType()) {
      case STRING, RECORD, ARRAY -> IntNode.valueOf(1);
      default -> JsonNodeFactory.instance.objectNode();
    };
  }

  /** A text that is longer than a field may be; null where there is no bound. */
  private static @Nullable JsonNode tooLong(Schema.Field field) {
    String max = field.getProp(DomainCheck.MAX);
    if (max == null) {
      return null;
    }
    TextNode text = TextNode.valueOf("x".repeat(Integer.parseInt(max) + 1));
    boolean isList = field.schema().getType() == Schema.Type.ARRAY;
    return isList ? JsonNodeFactory.instance.arrayNode().add(text) : text;
  }

  private static void assertRefused(
      String topic, Schema.Field field, RejectReason reason, @Nullable JsonNode value)
      throws IOException {
    ObjectNode sample = Samples.pass(topic);
    if (value == null) {
      sample.remove(field.name());
    } else {
      sample.set(field.name(), value);
    }
    byte[] line = Samples.bytes(sample);
    JsonLineReader<?> reader = JsonLineReader.of(TopicNames.recordClass(topic));
    InvalidRecordException e =
        assertThrows(
            InvalidRecordException.class, () -> reader.read(line), topic + "." + field.name());
    assertEquals(reason, e.reason(), e.getMessage());
    assertEquals(field.name(), e.field(), e.getMessage());
  }
}

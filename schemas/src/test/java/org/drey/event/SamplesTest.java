package org.drey.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.json.JsonLineReader;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SamplesTest {
  private final JsonLineWriter writer = new JsonLineWriter();

  static List<String> topics() {
    return Topics.WITH_SCHEMA_FILE;
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aPassSampleHoldsEveryField(String topic) throws Exception {
    JsonNode sample = Samples.pass(topic);
    Topics.schema(topic)
        .getFields()
        .forEach(field -> assertTrue(sample.has(field.name()), field.name()));
    assertEquals(Topics.schema(topic).getFields().size(), sample.size());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aPassSampleSurvivesBothEncodings(String topic) throws Exception {
    assertSurvives(Topics.recordClass(topic), Samples.bytes(Samples.pass(topic)));
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
    JsonLineReader<?> reader = JsonLineReader.of(Topics.recordClass(topic));
    JsonNode samples = Samples.fail(topic);
    assertFalse(samples.isEmpty());
    for (JsonNode sample : samples) {
      byte[] line = Samples.bytes(sample.get("record"));
      InvalidRecordException e =
          assertThrows(InvalidRecordException.class, () -> reader.read(line));
      assertEquals(sample.get("reason").textValue(), e.reason().name(), e.getMessage());
      assertEquals(sample.get("field").textValue(), e.field(), e.getMessage());
    }
  }
}

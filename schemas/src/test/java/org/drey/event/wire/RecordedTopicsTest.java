package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.Samples;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The bytes that lie here are on the topics of those who run a released version: each build reads
 * them, and says of them what that version said. A field that has gone, or means something else
 * now: this test fails.
 *
 * <p>{@code -Ddrey.recorded=write} records the samples as the released schemas write them, once for
 * each schema; what was recorded before is never written again.
 */
final class RecordedTopicsTest {
  static final List<String> TOPICS = TopicNames.WITH_SCHEMA_FILE;

  private static final Path FOLDER = Path.of("src/test/resources/recorded");
  private static final String BYTES = ".avro";
  private static final String LINE = ".json";
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @FieldSource("TOPICS")
  void whatAReleasedVersionWroteIsRead(String topic) throws Exception {
    if (System.getProperty("drey.recorded", "").equals("write")) {
      record(topic, TopicNames.recordClass(topic));
    }
    for (Path file : recordings(topic)) {
      byte[] bytes = Files.readAllBytes(file);
      JsonNode then = JSON.readTree(Files.readString(lineOf(file)));
      JsonNode now = JSON.readTree(decoded(TopicNames.recordClass(topic), bytes));
      then.fieldNames()
          .forEachRemaining(
              field -> assertEquals(then.get(field), now.get(field), file + ": " + field));
    }
  }

  /** A recording is named by the schema that wrote it, so none can be left out or replaced. */
  @ParameterizedTest
  @FieldSource("TOPICS")
  void everyReleasedSchemaHasARecording(String topic) throws Exception {
    Set<String> recorded = new HashSet<>();
    for (Path file : recordings(topic)) {
      byte[] bytes = Files.readAllBytes(file);
      String name = file.getFileName().toString();
      String fingerprint = name.substring(0, name.length() - BYTES.length());
      byte[] header = AvroCodec.headerOf(Long.parseUnsignedLong(fingerprint, 16));
      assertTrue(Arrays.equals(header, Arrays.copyOf(bytes, header.length)), file::toString);
      recorded.add(fingerprint);
    }
    for (Schema released : ReleasedSchemas.of(topic).all()) {
      String fingerprint = ReleasedSchemas.hex(ReleasedSchemas.fingerprint(released));
      assertTrue(recorded.contains(fingerprint), () -> "record " + topic + " " + fingerprint);
    }
  }

  @Test
  void eachTopicHasOne() throws IOException {
    for (String topic : TOPICS) {
      assertTrue(!recordings(topic).isEmpty(), topic);
    }
  }

  /** Writes the sample as each released schema says it, where that is not there yet. */
  private static <T extends SpecificRecordBase> void record(String topic, Class<T> type)
      throws Exception {
    byte[] sample = AvroCodec.of(type).encode(Samples.record(type));
    Files.createDirectories(FOLDER.resolve(topic));
    for (Schema released : ReleasedSchemas.of(topic).all()) {
      long fingerprint = ReleasedSchemas.fingerprint(released);
      Path file = FOLDER.resolve(topic).resolve(ReleasedSchemas.hex(fingerprint) + BYTES);
      if (!Files.exists(file)) {
        byte[] bytes = written(sample, TopicNames.schema(topic), released);
        Files.write(file, bytes);
        Files.writeString(lineOf(file), decoded(type, bytes) + "\n");
      }
    }
  }

  private static byte[] written(byte[] sample, Schema current, Schema released) throws IOException {
    byte[] header = AvroCodec.headerOf(ReleasedSchemas.fingerprint(released));
    BinaryDecoder body =
        DecoderFactory.get()
            .binaryDecoder(sample, header.length, sample.length - header.length, null);
    GenericData model = new GenericData(); // times stay the numbers that they are on the wire
    Object datum = new GenericDatumReader<>(current, released, model).read(null, body);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(released, model).write(datum, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static <T extends SpecificRecordBase> String decoded(Class<T> type, byte[] bytes)
      throws Exception {
    return new String(
        new JsonLineWriter().write(AvroCodec.of(type).decode(bytes)), StandardCharsets.UTF_8);
  }

  private static Path lineOf(Path file) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - BYTES.length()) + LINE);
  }

  private static List<Path> recordings(String topic) throws IOException {
    if (!Files.isDirectory(FOLDER.resolve(topic))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(FOLDER.resolve(topic))) {
      return files.filter(file -> file.toString().endsWith(BYTES)).sorted().toList();
    }
  }
}

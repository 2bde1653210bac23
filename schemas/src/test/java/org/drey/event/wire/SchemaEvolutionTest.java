package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.drey.event.DnsQuery;
import org.drey.event.NetworkClass;
import org.drey.event.Samples;
import org.drey.event.Transport;
import org.junit.jupiter.api.Test;

/** Reads a record of another version: one field fewer, one field and one symbol more. */
final class SchemaEvolutionTest {
  private final ObjectNode schema = tree();

  @Test
  void aFieldThatTheWriterLacksHasItsDefault() throws Exception {
    ArrayNode fields = (ArrayNode) schema.get("fields");
    fields.remove(fields.size() - 1);
    assertTrue(decode(sample(parsed())).getInteractive());
  }

  @Test
  void aFieldThatTheReaderLacksIsSkipped() throws Exception {
    ((ArrayNode) schema.get("fields"))
        .addObject()
        .put("name", "extra")
        .putObject("type")
        .put("type", "array")
        .put("items", "string");
    GenericRecord written = sample(parsed());
    written.put("extra", List.of("one", "two"));
    assertEquals(Samples.record(DnsQuery.class), decode(written));
  }

  @Test
  void aSymbolThatTheReaderLacksIsUnknown() throws Exception {
    Schema newer = new Schema.Parser().parse(schema.toString().replace("\"DOQ\"", "\"CARRIER\""));
    GenericRecord written = sample(newer);
    Schema transport = newer.getField("transport").schema();
    written.put("transport", new GenericData.EnumSymbol(transport, "CARRIER"));
    DnsQuery read = decode(written);
    assertEquals(Transport.UNKNOWN, read.getTransport());
    assertEquals(NetworkClass.HOME, read.getNetworkClass());
  }

  private static ObjectNode tree() {
    try {
      return (ObjectNode) new ObjectMapper().readTree(DnsQuery.getClassSchema().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Schema parsed() {
    return new Schema.Parser().parse(schema.toString());
  }

  /** The sample as a writer with another schema holds it. */
  private static GenericRecord sample(Schema writer) throws Exception {
    DnsQuery current = Samples.record(DnsQuery.class);
    GenericRecord written = new GenericData.Record(writer);
    for (Schema.Field field : writer.getFields()) {
      Schema.Field known = DnsQuery.getClassSchema().getField(field.name());
      if (known != null) {
        Object value = current.get(known.pos());
        written.put(
            field.name(),
            value instanceof Enum<?> symbol
                ? new GenericData.EnumSymbol(field.schema(), symbol.name())
                : value);
      }
    }
    return written;
  }

  private static DnsQuery decode(GenericRecord written) throws Exception {
    ByteBuffer bytes =
        new BinaryMessageEncoder<GenericRecord>(RecordModel.of(DnsQuery.class), written.getSchema())
            .encode(written);
    byte[] message = new byte[bytes.remaining()];
    bytes.get(message);
    ReleasedSchemas released = new ReleasedSchemas(List.of(written.getSchema()));
    return new AvroCodec<>(DnsQuery.class, released).decode(message);
  }
}

package org.drey.event.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as lines of JSON: fields in the order of the schema, times as epoch milliseconds,
 * enums as text, nulls written, the group of a finding as an object. {@link JsonLineReader} reads
 * them back. May be shared by threads.
 */
public final class JsonLineWriter {
  private static final int TYPICAL_BYTES = 512;

  private final JsonFactory factory = new JsonFactory();

  /** One record as one line of UTF-8, without a line break. */
  public byte[] write(SpecificRecord datum) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator json = factory.createGenerator(line)) {
      writeRecord(datum, json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take bytes", e);
    }
    return line.toByteArray();
  }

  private static void writeRecord(SpecificRecord datum, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Schema.Field field : datum.getSchema().getFields()) {
      json.writeFieldName(field.name());
      if (JsonGroup.is(field.schema())) {
        JsonGroup.write((Collection<?>) datum.get(field.pos()), json);
      } else {
        writeValue(datum.get(field.pos()), json);
      }
    }
    json.writeEndObject();
  }

  private static void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof SpecificRecord nested) {
      writeRecord(nested, json);
    } else if (value instanceof Collection<?> elements) {
      json.writeStartArray();
      for (Object element : elements) {
        writeValue(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Instant time) {
      json.writeNumber(time.toEpochMilli());
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(value.toString());
    }
  }
}

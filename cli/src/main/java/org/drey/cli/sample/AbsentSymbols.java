package org.drey.cli.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;

/**
 * The columns with symbols that lines leave out. A record must have them, and may say UNKNOWN: so
 * such a line is read as if it did, and counted.
 */
final class AbsentSymbols {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "UNKNOWN";

  private final Map<String, Long> lines = new TreeMap<>();

  /** Returns how many lines leave out each, such as payments.purpose. */
  Map<String, Long> lines() {
    return lines;
  }

  /** Counts them of a line and returns it with them as UNKNOWN; null if it leaves out none. */
  byte @Nullable [] filled(String topic, byte[] line) throws IOException {
    JsonNode tree = JSON.readTree(line);
    if (!(tree instanceof ObjectNode object)) {
      return null;
    }
    List<String> absent = new ArrayList<>();
    for (Schema.Field field : TopicNames.schema(topic).getFields()) {
      Schema schema = field.schema();
      boolean knows = schema.getType() == Schema.Type.ENUM && schema.hasEnumSymbol(UNKNOWN);
      boolean isDefault = !object.has(field.name()) && field.hasDefaultValue();
      if (knows && !isDefault && !object.hasNonNull(field.name())) {
        object.put(field.name(), UNKNOWN);
        absent.add(topic + "." + field.name());
      }
    }
    absent.forEach(field -> lines.merge(field, 1L, Long::sum));
    return absent.isEmpty() ? null : JSON.writeValueAsBytes(object);
  }
}

package org.drey.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;

/** The samples on the class path. */
public final class Samples {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  /** The record that a topic takes, as a tree to change. */
  public static ObjectNode pass(String topic) throws IOException {
    return (ObjectNode) read(topic + ".pass.json");
  }

  /** The record that a topic takes. */
  public static <T extends SpecificRecordBase> T record(Class<T> type)
      throws IOException, InvalidRecordException {
    return JsonLineReader.of(type).read(bytes(pass(TopicNames.topicOf(type)))).datum();
  }

  /** Records that a topic refuses, if there are any: objects of reason, field and record. */
  public static JsonNode fail(String topic) throws IOException {
    String name = topic + ".fail.json";
    return Samples.class.getResource("/samples/" + name) == null
        ? JSON.createArrayNode()
        : read(name);
  }

  public static byte[] bytes(JsonNode tree) throws IOException {
    return JSON.writeValueAsBytes(tree);
  }

  public static JsonNode tree(byte[] json) throws IOException {
    return JSON.readTree(json);
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in = Samples.class.getResourceAsStream("/samples/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("samples/" + name);
      }
      return JSON.readTree(in);
    }
  }
}

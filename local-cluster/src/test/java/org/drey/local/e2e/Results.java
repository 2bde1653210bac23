package org.drey.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.json.JsonLineWriter;

/** Results of either way of running, reduced to what has to be the same. */
public final class Results {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often an alert was revised, and when: by arrival, and by the machine's clock. */
  private static final List<String> OF_REVISIONS =
      List.of("generation", "revision", "notify", "due_by", "emitted_at");

  private Results() {}

  public static List<JsonNode> ofFile(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  public static List<JsonNode> ofRecords(List<? extends SpecificRecordBase> records)
      throws IOException {
    JsonLineWriter writer = new JsonLineWriter();
    List<JsonNode> lines = new ArrayList<>();
    for (SpecificRecordBase one : records) {
      lines.add(JSON.readTree(writer.write(one)));
    }
    return lines;
  }

  /** The last revision of each alert that is not withdrawn, reduced to what has to be the same. */
  public static List<String> notWithdrawn(List<JsonNode> alerts) {
    return last(alerts).stream()
        .map(alert -> ((ObjectNode) alert.deepCopy()).remove(OF_REVISIONS).toString())
        .toList();
  }

  /** The last revision of each alert that is not withdrawn. */
  public static List<JsonNode> last(List<JsonNode> alerts) {
    Map<String, JsonNode> last = new TreeMap<>();
    for (JsonNode alert : alerts) {
      last.merge(
          alert.get("alert_id").asText(),
          alert,
          (a, b) -> a.get("revision").asLong() > b.get("revision").asLong() ? a : b);
    }
    return last.values().stream()
        .filter(alert -> !alert.get("state").asText().equals("WITHDRAWN"))
        .toList();
  }

  /** The cases of a folder, reduced to what has to be the same. */
  public static List<String> cases(Path folder) throws IOException {
    return ofFile(folder.resolve("cases.jsonl")).stream()
        .map(one -> ((ObjectNode) one).remove(List.of("generation", "revision")).toString())
        .sorted()
        .toList();
  }

  /** A field of each of an array's items. */
  public static List<String> texts(JsonNode items, String field) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.get(field).asText()));
    return texts;
  }

  /** The revisions of each alert, in the order of their numbers. */
  public static Map<String, List<Long>> revisions(List<JsonNode> alerts) {
    Map<String, List<Long>> revisions = new TreeMap<>();
    for (JsonNode alert : alerts) {
      revisions
          .computeIfAbsent(alert.get("alert_id").asText(), id -> new ArrayList<>())
          .add(alert.get("revision").asLong());
    }
    revisions.values().forEach(numbers -> numbers.sort(null));
    return revisions;
  }

  /** The different values of some fields. */
  public static Set<String> distinct(List<JsonNode> lines, String... fields) {
    Set<String> values = new TreeSet<>();
    for (JsonNode line : lines) {
      List<String> parts = new ArrayList<>();
      for (String field : fields) {
        parts.add(line.get(field).asText());
      }
      values.add(String.join(" ", parts));
    }
    return values;
  }
}

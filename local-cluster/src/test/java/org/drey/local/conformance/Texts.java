package org.drey.local.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of a case's files as texts that are equal where the lines say the same. */
final class Texts {
  private static final Set<String> TIMES = Set.of("event_time", "as_of", "first_seen", "last_seen");
  private static final Set<String> NUMBERS = Set.of("observed", "score", "peak_score", "quality");
  private static final Set<String> POINTS = Set.of("reasons", "offsets", "gates");

  /** What each reason is compared by. */
  private static final Set<String> OF_REASONS = Set.of("indicator", "family", "points");

  private final List<String> asked;

  private Texts(List<String> asked) {
    this.asked = asked;
  }

  /** Texts by which lines are compared that say what else a case asks of a reason. */
  static Texts asking(List<JsonNode> lines) {
    for (JsonNode line : lines) {
      if (!line.path("reasons").isEmpty()) {
        List<String> fields = fields(line.get("reasons").get(0));
        fields.removeAll(OF_REASONS);
        return new Texts(fields);
      }
    }
    return new Texts(List.of());
  }

  /** The fields that a line says are compared. */
  static List<String> fields(JsonNode line) {
    List<String> fields = new ArrayList<>();
    line.fieldNames().forEachRemaining(fields::add);
    fields.remove("name");
    return fields;
  }

  /** All lines, sorted. */
  String lines(List<JsonNode> lines, List<String> fields) {
    return lines.stream()
        .map(
            line ->
                fields.stream()
                    .map(field -> field + "=" + text(field, line.get(field)))
                    .collect(Collectors.joining(" ", "{", "}"))) // also one without fields counts
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private String text(String field, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return "null";
    }
    if (TIMES.contains(field)) {
      return Long.toString(
          value.isTextual() ? Instant.parse(value.asText()).toEpochMilli() : value.asLong());
    }
    if (NUMBERS.contains(field)) {
      return Double.toString(value.asDouble());
    }
    if (POINTS.contains(field)) {
      return texts(value).stream().sorted().toList().toString();
    }
    if (field.equals("evidence") && !value.isEmpty()) {
      // The event that completed it comes first; the others are in no order.
      List<String> others = texts(value);
      String completing = others.remove(0);
      return completing + others.stream().sorted().toList();
    }
    return value.toString();
  }

  private List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : values) {
      String who = one.path("indicator").asText(one.path("id").asText());
      String more =
          asked.stream().map(f -> " " + text(f, one.get(f))).collect(Collectors.joining());
      texts.add(one.isObject() ? who + " " + tenths(one) + more : one.asText());
    }
    return texts;
  }

  private static double tenths(JsonNode one) {
    return Math.round(one.path("points").asDouble() * 10) / 10.0;
  }
}

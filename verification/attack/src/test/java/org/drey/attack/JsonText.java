package org.drey.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines of JSON that look like a topic's records, and are spoilt in some way, or odd. */
final class JsonText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "-0.0",
          "9223372036854775808",
          "\"\"",
          "\"" + Texts.MARK + "\"",
          "\"\\u0000\\ud800\"",
          "\"2026-02-30T25:61:00Z\"",
          "\"+999999999-12-31T23:59:59.999999999Z\"",
          "-62135596800001",
          "[]",
          "{}",
          "[[[\"" + Texts.MARK + "\"]]]",
          "{\"" + Texts.MARK + "\": 1}");

  private final ObjectNode sound;
  private final List<String> fields = new ArrayList<>();

  JsonText(String sampleLine) throws JsonProcessingException {
    sound = (ObjectNode) JSON.readTree(sampleLine);
    sound.fieldNames().forEachRemaining(fields::add);
  }

  /** A line, as bytes that hold no line break. */
  byte[] line(Random random) {
    String text = sound.toString();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      text = with(text, random);
    }
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0) {
      line = Mutations.of(line, 0, random);
    }
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
    }
    return line;
  }

  private String with(String text, Random random) {
    String field = Texts.pick(random, fields);
    String value = value(random);
    return switch (random.nextInt(8)) {
      case 0 -> "{\"" + Texts.MARK + "\": " + value + "," + text.substring(1);
      case 1 -> "{\"" + field + "\": " + value + "," + text.substring(1); // twice the same key
      default -> replaced(text, field, value);
    };
  }

  private static String value(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> "[".repeat(1 + random.nextInt(5_000));
      case 1 -> "9".repeat(1 + random.nextInt(5_000));
      case 2, 3, 4 -> quoted(Texts.any(random));
      case 5 -> quoted(Texts.MARK + Texts.atMost(random, 100));
      case 6 -> Long.toString(random.nextLong());
      default -> Texts.pick(random, VALUES);
    };
  }

  /** The text with another value of a field, as long as it is still JSON that has it. */
  private static String replaced(String text, String field, String value) {
    int at = text.indexOf("\"" + field + "\":");
    if (at < 0) {
      return text;
    }
    int from = at + field.length() + 3;
    int end = from;
    boolean quoted = false;
    while (end < text.length() && (quoted || ",}".indexOf(text.charAt(end)) < 0)) {
      quoted ^= text.charAt(end) == '"';
      end++;
    }
    return text.substring(0, from) + value + text.substring(end);
  }

  private static String quoted(String text) {
    JsonNode node = JSON.getNodeFactory().textNode(text);
    return node.toString();
  }
}

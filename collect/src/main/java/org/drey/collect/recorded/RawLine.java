package org.drey.collect.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The facts that can be learnt of a line that is no record: who sent it and when, if it says so at
 * all.
 *
 * @param receivedAt milliseconds since 1970, null if the line does not say; so is {@code eventTime}
 */
record RawLine(@Nullable String provider, @Nullable Long receivedAt, @Nullable Long eventTime) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RawLine NOTHING = new RawLine(null, null, null);

  static RawLine of(byte[] line) {
    try {
      JsonNode tree = JSON.readTree(line);
      if (tree == null || !tree.isObject()) {
        return NOTHING;
      }
      JsonNode provider = tree.get("provider");
      boolean named = provider != null && provider.isTextual() && !provider.textValue().isEmpty();
      return new RawLine(
          named ? provider.textValue() : null,
          time(tree.get("received_at")),
          time(tree.get("event_time")));
    } catch (IOException | StackOverflowError e) {
      return NOTHING;
    }
  }

  private static @Nullable Long time(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    try {
      return node.isTextual() ? Instant.parse(node.textValue()).toEpochMilli() : null;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}

package org.drey.blocklist.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import org.drey.blocklist.ListEntry;
import org.jspecify.annotations.Nullable;

/**
 * JSON lines: one object a line with {@code type} and {@code entry}, and where the feed has them
 * {@code category} and {@code policy}. Other fields are ignored.
 */
record JsonLinesReader(EntryFields fields) implements FeedReader {
  private static final String NOT_JSON = "not an object in JSON";
  private static final String NOT_TEXT = "a field that is not text";

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build()
          .readerFor(JsonNode.class);

  @Override
  public String format() {
    return "jsonl";
  }

  @Override
  public void read(InputStream in, Entries entries) throws IOException {
    FeedLines.read(in, entries, (number, line) -> entries.entry(number, parse(line)));
  }

  private ListEntry parse(String line) throws ListEntry.EntryProblem {
    JsonNode object = object(line);
    return fields.entry(
        text(object, "type"),
        text(object, "entry"),
        text(object, "category"),
        text(object, "policy"));
  }

  private static JsonNode object(String line) throws ListEntry.EntryProblem {
    try {
      JsonNode node = JSON.readTree(line);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Its message quotes the line.
    }
    throw new ListEntry.EntryProblem(NOT_JSON);
  }

  private static @Nullable String text(JsonNode object, String field)
      throws ListEntry.EntryProblem {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new ListEntry.EntryProblem(NOT_TEXT);
    }
    return value.textValue();
  }
}

package org.drey.cli.blocklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The output of {@code --json}, whose field names have underscores. */
public final class JsonOutput {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final JsonMapper DOCUMENT =
      JSON.rebuild()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private JsonOutput() {}

  /** Returns an object as one line. */
  public static String of(Object value) {
    return text(JSON, value);
  }

  /** Returns a document, on several lines. */
  public static String document(Object value) {
    return text(DOCUMENT, value);
  }

  private static String text(JsonMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is printed is always JSON", e);
    }
  }
}

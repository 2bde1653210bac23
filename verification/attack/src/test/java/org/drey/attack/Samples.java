package org.drey.attack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.drey.event.TopicNames;

/** The sound record that is beside each topic's schema. */
final class Samples {
  /** The topics, each record class once. */
  static final List<String> TOPICS = TopicNames.WITH_SCHEMA_FILE;

  private Samples() {}

  /** A topic's sample as one line of JSON. */
  static String line(String topic) {
    String name = "/samples/" + topic + ".pass.json";
    try (InputStream in =
        Objects.requireNonNull(TopicNames.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace('\n', ' ');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.drey.local.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineReader;

/** The sample record of each topic, which comes with its schema. */
public final class Samples {
  private Samples() {}

  /** A new copy of a topic's sample. */
  public static <T extends SpecificRecordBase> T of(String topic, Class<T> type) throws Exception {
    return JsonLineReader.of(type).read(line(topic).getBytes(StandardCharsets.UTF_8)).datum();
  }

  /** The same as a line of a file. */
  public static String line(String topic) throws IOException {
    String name = TopicNames.topicOf(TopicNames.recordClass(topic));
    try (var in = TopicNames.class.getResourceAsStream("/samples/" + name + ".pass.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace('\n', ' ');
    }
  }
}

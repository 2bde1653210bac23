package org.drey.local.e2e;

import java.util.List;
import java.util.TreeMap;
import org.drey.definitions.config.Configuration;
import org.drey.event.Topics;

/** A configuration that declares a legal basis for each input, and nothing else. */
public final class Declared {
  private Declared() {}

  /** All inputs, as they are by default. */
  public static Configuration inputs() {
    TreeMap<String, Configuration.Stream> streams = new TreeMap<>();
    Topics.INPUTS.forEach(
        topic -> streams.put(topic, new Configuration.Stream("test", null, List.of())));
    return Configuration.DEFAULT.withStreams(streams);
  }
}

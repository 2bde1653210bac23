package org.drey.local.e2e;

import java.util.List;
import java.util.TreeMap;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.event.TopicNames;

/** A configuration that declares a legal basis for each input, and nothing else. */
public final class Declared {
  private Declared() {}

  /** All inputs, as they are by default. */
  public static DreyConfiguration inputs() {
    TreeMap<String, DreyConfiguration.Stream> streams = new TreeMap<>();
    TopicNames.INPUTS.forEach(
        topic -> streams.put(topic, new DreyConfiguration.Stream("test", null, List.of())));
    return DreyConfiguration.DEFAULT.withStreams(streams);
  }
}

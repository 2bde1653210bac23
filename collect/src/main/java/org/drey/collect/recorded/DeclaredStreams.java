package org.drey.collect.recorded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.definitions.config.BoundTopic;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;

/** The declarations that a configuration needs before live jobs start by it. */
public final class DeclaredStreams {
  private DeclaredStreams() {}

  /**
   * Returns a configuration that states the legal basis of every input, as live jobs demand; where
   * none is written, the subjects that replay hides are hidden here, too. Hits are on their own
   * topic, and get nothing beyond what is written: they have the basis of their queries.
   */
  public static DreyConfiguration in(DreyConfiguration written) {
    Map<String, DreyConfiguration.Stream> streams = new HashMap<>(written.streams());
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      DreyConfiguration.Stream own = written.stream(stream.topic());
      boolean isHits = stream.topic().equals(TopicNames.BLOCKLIST_HITS);
      String undeclared = stream.isAboutSubjects() ? "rehearsal" : BoundTopic.NO_BASIS;
      String basis = own.legalBasis() == null && !isHits ? undeclared : own.legalBasis();
      List<BoundTopic> topics = isHits ? List.of() : own.topics();
      streams.put(stream.topic(), new DreyConfiguration.Stream(basis, own.lateness(), topics));
    }
    return written.withStreams(streams);
  }
}

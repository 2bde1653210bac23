package org.drey.definitions.topic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.drey.definitions.config.BoundTopic;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;

/** The topics that a configuration needs. */
public final class NeededTopics {
  private NeededTopics() {}

  /** Returns all that jobs, commands and console read or write, each once. */
  public static List<TopicNeed> of(DreyConfiguration configuration, String prefix) {
    Set<TopicNeed> topics = new LinkedHashSet<>();
    for (StreamDefinition<?> stream : StreamRegistry.all()) {
      sources(configuration, stream)
          .forEach(source -> topics.add(new TopicNeed(prefix + source.topic(), stream.topic())));
    }
    TopicNames.ALL.stream()
        .filter(topic -> !TopicNames.INPUTS.contains(topic))
        .filter(topic -> !topic.equals(TopicNames.FINDINGS) || configuration.findingsTopic())
        .forEach(topic -> topics.add(TopicNeed.of(prefix, topic)));
    return List.copyOf(topics);
  }

  /** Returns those from which a live job reads a stream; none where no legal basis lets it. */
  public static List<TopicNeed> read(
      DreyConfiguration configuration, StreamDefinition<?> stream, String prefix) {
    return stream.bindings(configuration, prefix).topics().stream()
        .map(topic -> new TopicNeed(topic, stream.topic()))
        .toList();
  }

  /**
   * Returns the topics that providers of a stream may write. One whose records are about people,
   * and which no legal basis lets be read, is not among them: no one is to collect such records.
   */
  public static List<BoundTopic> sources(
      DreyConfiguration configuration, StreamDefinition<?> stream) {
    List<BoundTopic> sources = new ArrayList<>(configuration.sources(stream.topic()));
    sources.removeIf(source -> stream.isAboutSubjects() && source.isWithoutBasis());
    return sources;
  }
}

package org.drey.definitions.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.base.NameSuggestions;
import org.drey.event.TopicNames;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads what a configuration says of streams and of the topics that they are read from. */
final class StreamsReader {
  private static final Set<String> STREAM_KEYS = Set.of("legal_basis", "lateness", "topics");
  private static final Set<String> SOURCE_KEYS =
      Set.of("name", "provider", "token_domain", "lateness", "legal_basis");
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  /** The greatest age of a record that is taken when it is received. */
  private static final Duration MOST = Duration.ofDays(400);

  /** The streams that jobs read. */
  private static final List<String> READ =
      Stream.concat(TopicNames.INPUTS.stream(), Stream.of(TopicNames.BLOCKLIST_HITS)).toList();

  private final Map<String, String> streamOf = new HashMap<>();

  private StreamsReader() {}

  static Map<String, DreyConfiguration.Stream> read(@Nullable YamlNode node) {
    StreamsReader reader = new StreamsReader();
    Map<String, DreyConfiguration.Stream> streams = new HashMap<>();
    ConfigurationNodes.fieldsOf(node)
        .forEach(
            (stream, settings) -> {
              if (!READ.contains(stream)) {
                throw settings.problem(
                    "there is no stream '"
                        + stream
                        + "' that is read"
                        + NameSuggestions.didYouMean(stream, READ)
                        + "; there are "
                        + READ);
              }
              streams.put(stream, reader.stream(stream, settings));
            });
    return streams;
  }

  private DreyConfiguration.Stream stream(String name, YamlNode node) {
    node.fields(STREAM_KEYS);
    List<BoundTopic> topics = new ArrayList<>();
    for (YamlNode topic : ConfigurationNodes.itemsOf(node.get("topics"))) {
      topics.add(source(name, topic));
    }
    return new DreyConfiguration.Stream(
        ConfigurationNodes.text(node.get("legal_basis")), lateness(node.get("lateness")), topics);
  }

  /** A topic is its name, or what it is bound to besides. */
  private BoundTopic source(String stream, YamlNode node) {
    if (node.isScalar()) {
      return BoundTopic.named(topicName(stream, node));
    }
    node.fields(SOURCE_KEYS);
    return new BoundTopic(
        topicName(stream, node.required("name")),
        ConfigurationNodes.text(node.get("provider")),
        ConfigurationNodes.text(node.get("token_domain")),
        lateness(node.get("lateness")),
        ConfigurationNodes.text(node.get("legal_basis")));
  }

  private String topicName(String stream, YamlNode node) {
    String name = node.text();
    if (!TOPIC_NAME.matcher(name).matches()) {
      throw node.problem(
          "'" + name + "' is no name of a topic: letters, digits, dots, dashes and underscores");
    }
    if (TopicNames.ALL.contains(name) && !name.equals(stream)) {
      throw node.problem("'" + name + "' is the topic of something else than " + stream);
    }
    String before = streamOf.put(name, stream);
    if (before != null) {
      throw node.problem("'" + name + "' is named twice; it is a topic of " + before + " already");
    }
    return name;
  }

  private static @Nullable Duration lateness(@Nullable YamlNode node) {
    if (node == null || node.isNothing()) {
      return null;
    }
    Duration lateness = ConfigurationNodes.duration(node, "lateness");
    if (lateness.compareTo(MOST) > 0) {
      throw node.problem("lateness is at most 400 days: what is older is refused anyhow");
    }
    return lateness;
  }
}

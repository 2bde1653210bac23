package org.drey.streaming.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.drey.event.Topics;
import org.drey.rules.match.Suggestions;
import org.drey.rules.sigma.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads what a configuration says of streams and of the topics that they are read from. */
final class StreamsReader {
  private static final Set<String> STREAM_KEYS = Set.of("legal_basis", "lateness", "topics");
  private static final Set<String> SOURCE_KEYS =
      Set.of("name", "provider", "token_domain", "lateness", "legal_basis");
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private StreamsReader() {}

  static Map<String, Configuration.Stream> read(@Nullable YamlNode node) {
    Map<String, Configuration.Stream> streams = new HashMap<>();
    Nodes.fieldsOf(node)
        .forEach(
            (topic, settings) -> {
              if (!Topics.ALL.contains(topic)) {
                throw settings.problem(
                    "there is no stream '"
                        + topic
                        + "'"
                        + Suggestions.didYouMean(topic, Topics.ALL));
              }
              streams.put(topic, stream(settings));
            });
    return streams;
  }

  private static Configuration.Stream stream(YamlNode node) {
    Nodes.checkKeys(node, STREAM_KEYS);
    List<Source> topics =
        Nodes.itemsOf(node.get("topics")).stream().map(StreamsReader::source).toList();
    return new Configuration.Stream(
        Nodes.text(node.get("legal_basis")), lateness(node.get("lateness")), topics);
  }

  /** A topic is its name, or what it is bound to besides. */
  private static Source source(YamlNode node) {
    if (node.isScalar()) {
      return Source.named(topicName(node));
    }
    Nodes.checkKeys(node, SOURCE_KEYS);
    return new Source(
        topicName(Nodes.required(node, "name")),
        Nodes.text(node.get("provider")),
        Nodes.text(node.get("token_domain")),
        lateness(node.get("lateness")),
        Nodes.text(node.get("legal_basis")));
  }

  private static String topicName(YamlNode node) {
    String name = node.text();
    if (!TOPIC_NAME.matcher(name).matches()) {
      throw node.problem(
          "'" + name + "' is no name of a topic: letters, digits, dots, dashes and underscores");
    }
    return name;
  }

  private static @Nullable Duration lateness(@Nullable YamlNode node) {
    return Nodes.isAbsent(node) ? null : Nodes.duration(node, "lateness");
  }
}

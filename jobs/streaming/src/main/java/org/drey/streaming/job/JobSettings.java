package org.drey.streaming.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.util.ParameterTool;
import org.drey.event.Topics;
import org.drey.rules.match.Suggestions;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.config.Configuration;
import org.drey.streaming.config.InvalidConfigurationException;
import org.drey.streaming.config.SuffixList;
import org.drey.streaming.stream.StreamDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What a live job is started with.
 *
 * @param configuration the deployment's configuration
 * @param kafka the Kafka client's properties, with bootstrap.servers
 * @param topicPrefix what the names of all topics begin with, mostly empty
 */
public record JobSettings(Configuration configuration, Properties kafka, String topicPrefix) {

  private static final Set<String> ARGUMENTS =
      Set.of("bootstrap", "kafka", "config", "topic-prefix");

  private static final String USAGE =
      """
      --bootstrap HOST:PORT    the Kafka brokers, or --kafka FILE with client properties
      --config FILE            the configuration; declares a legal basis for every stream
      --topic-prefix PREFIX    what the names of all topics begin with
      """;

  /** Keeps a copy of the properties. */
  public JobSettings {
    kafka = (Properties) kafka.clone();
  }

  /**
   * The arguments of a job; one that it does not know is refused.
   *
   * @param own those that only this job has
   */
  static ParameterTool arguments(String[] arguments, Set<String> own) {
    ParameterTool given = ParameterTool.fromArgs(arguments);
    Set<String> known = new TreeSet<>(own);
    known.addAll(ARGUMENTS);
    for (String name : given.toMap().keySet()) {
      if (!known.contains(name)) {
        throw new InvalidConfigurationException(
            "There is no argument --"
                + name
                + Suggestions.didYouMean(name, known)
                + "; there are --"
                + String.join(", --", known));
      }
    }
    return given;
  }

  static JobSettings read(ParameterTool arguments) throws IOException {
    Properties kafka = new Properties();
    if (arguments.has("kafka")) {
      try (InputStream in = Files.newInputStream(Path.of(arguments.get("kafka")))) {
        kafka.load(in);
      }
    }
    if (arguments.has("bootstrap")) {
      kafka.setProperty("bootstrap.servers", arguments.get("bootstrap"));
    }
    if (!kafka.containsKey("bootstrap.servers") || !arguments.has("config")) {
      throw new InvalidConfigurationException("The job needs\n" + USAGE);
    }
    return new JobSettings(
        Configuration.read(Path.of(arguments.getRequired("config"))),
        kafka,
        arguments.get("topic-prefix", ""));
  }

  /** The same, with the public suffix list of a file; null for the one that ships with Drey. */
  JobSettings withSuffixes(@Nullable String file) throws IOException {
    SuffixList suffixes = file == null ? SuffixList.BUNDLED : SuffixList.of(Path.of(file));
    return new JobSettings(configuration.withSuffixes(suffixes), kafka, topicPrefix);
  }

  /** Live jobs demand a word on every stream's legal basis: "none" removes its subjects. */
  void demandBasis(List<String> topics) {
    List<String> undeclared = configuration.undeclared(topics);
    if (!undeclared.isEmpty()) {
      throw new InvalidConfigurationException(
          "The configuration declares no legal_basis for "
              + String.join(", ", undeclared)
              + ". Declare one under streams.<topic>.legal_basis, or \"none\": then the subjects"
              + " of dns-queries and web-requests are removed, and other streams are not read.");
    }
  }

  /** The topics from which a stream is read, and how they have to be set up. */
  List<TopicNeed> read(StreamDefinition<?> stream) {
    TopicNeed.Kind kind =
        stream.topic().equals(Topics.BLOCKLIST_HITS)
            ? TopicNeed.Kind.LOG_WITH_OWN_TIMES
            : TopicNeed.Kind.LOG;
    return stream.bindings(configuration, topicPrefix).topics().stream()
        .map(topic -> new TopicNeed(topic, kind))
        .toList();
  }

  static List<RuleFile> rules(@Nullable String folder) throws IOException {
    return folder == null ? RuleFile.catalogue() : RuleFile.readAll(Path.of(folder));
  }
}

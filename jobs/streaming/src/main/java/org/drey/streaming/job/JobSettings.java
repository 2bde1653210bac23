package org.drey.streaming.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.util.ParameterTool;
import org.drey.event.Topics;
import org.drey.rules.match.Suggestions;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.config.Configuration;
import org.drey.streaming.config.InvalidConfigurationException;
import org.drey.streaming.config.SuffixList;
import org.drey.streaming.stream.StartOffsets;
import org.drey.streaming.stream.StreamDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What a live job is started with.
 *
 * @param configuration the deployment's configuration
 * @param kafka the Kafka client's properties, with bootstrap.servers
 * @param topicPrefix what the names of all topics begin with, mostly empty
 * @param start where topics are read from without state; null for what is usual for the job
 * @param deployment the name of one among several detection jobs, mostly empty
 */
public record JobSettings(
    Configuration configuration,
    Properties kafka,
    String topicPrefix,
    @Nullable StartOffsets start,
    String deployment) {
  private static final Pattern DEPLOYMENT =
      Pattern.compile("(?!alerts|shadow|findings)[a-z0-9]{0,32}");

  private static final Set<String> ARGUMENTS =
      Set.of("bootstrap", "kafka", "config", "topic-prefix", "start");

  private static final String USAGE =
      """
      --bootstrap HOST:PORT    the Kafka brokers, or --kafka FILE with client properties
      --config FILE            the configuration; declares a legal basis for every stream
      --topic-prefix PREFIX    what the names of all topics begin with
      --start WHERE            earliest, latest or a time: where to begin without state
      """;

  /** The only deployment of a job, started as usual. */
  public JobSettings(Configuration configuration, Properties kafka, String topicPrefix) {
    this(configuration, kafka, topicPrefix, null, "");
  }

  /** Keeps a copy of the properties. */
  public JobSettings {
    kafka = (Properties) kafka.clone();
    if (!DEPLOYMENT.matcher(deployment).matches()) {
      throw new InvalidConfigurationException(
          "--deployment is at most 32 small letters and digits, and does not begin with"
              + " alerts, shadow or findings, as the ids of others do");
    }
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
        arguments.get("topic-prefix", ""),
        arguments.has("start") ? StartOffsets.of(arguments.get("start")) : null,
        arguments.get("deployment", ""));
  }

  /** The same, with the public suffix list of a file; null for the one that ships with Drey. */
  JobSettings withSuffixes(@Nullable String file) throws IOException {
    SuffixList suffixes = file == null ? SuffixList.BUNDLED : SuffixList.of(Path.of(file));
    return new JobSettings(
        configuration.withSuffixes(suffixes), kafka, topicPrefix, start, deployment);
  }

  /** The same, read from there where nothing else was asked for. */
  JobSettings startedAt(StartOffsets usual) {
    return new JobSettings(configuration, kafka, topicPrefix, startOr(usual), deployment);
  }

  /** Where topics are read from without state. */
  StartOffsets startOr(StartOffsets usual) {
    return start == null ? usual : start;
  }

  /** What transactional ids begin with: two jobs with the same would end each other's. */
  String deployed(String job) {
    return deployment.isEmpty() ? job : job + "-" + deployment;
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

package org.drey.streaming.job;

import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.topic.NeededTopics;
import org.drey.definitions.topic.TopicNeed;
import org.drey.streaming.source.StartOffsets;
import org.jspecify.annotations.Nullable;

/**
 * Settings with which a live job is started.
 *
 * @param configuration the deployment's configuration
 * @param kafka the Kafka client's properties, with bootstrap.servers
 * @param topicPrefix what the names of all topics begin with, mostly empty
 * @param start where topics are read from without state; null for what is usual for the job
 * @param deployment the name of one among several detection jobs, mostly empty
 */
public record JobSettings(
    DreyConfiguration configuration,
    Properties kafka,
    String topicPrefix,
    @Nullable StartOffsets start,
    String deployment) {
  private static final Pattern DEPLOYMENT =
      Pattern.compile("(?!alerts|shadow|findings|cases)[a-z0-9]{0,32}");

  /** The only deployment of a job, started as usual. */
  public JobSettings(DreyConfiguration configuration, Properties kafka, String topicPrefix) {
    this(configuration, kafka, topicPrefix, null, "");
  }

  /** Keeps a copy of the properties. */
  public JobSettings {
    kafka = (Properties) kafka.clone();
    if (!DEPLOYMENT.matcher(deployment).matches()) {
      throw new InvalidConfigurationException(
          "--deployment is at most 32 small letters and digits, and does not begin with"
              + " alerts, shadow, findings or cases, as the ids of others do");
    }
  }

  /** The same, with another public suffix list. */
  public JobSettings withSuffixes(SuffixList suffixes) {
    return new JobSettings(
        configuration.withSuffixes(suffixes), kafka, topicPrefix, start, deployment);
  }

  /** The same, read from there where nothing else was asked for. */
  public JobSettings startedAt(StartOffsets usual) {
    return new JobSettings(configuration, kafka, topicPrefix, startOr(usual), deployment);
  }

  /** Returns where topics are read from without state. */
  StartOffsets startOr(StartOffsets usual) {
    return start == null ? usual : start;
  }

  /**
   * Returns a job's consumer group, with which its transactional ids begin: two jobs with the same
   * would end each other's transactions.
   */
  String deployed(String job) {
    return deployment.isEmpty() ? job : job + "-" + deployment;
  }

  /** Live jobs demand a statement of every stream's legal basis: "none" removes its subjects. */
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
    return NeededTopics.read(configuration, stream, topicPrefix);
  }
}

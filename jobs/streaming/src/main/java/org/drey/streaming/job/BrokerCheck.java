package org.drey.streaming.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.topic.TopicNeed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks of the brokers before a job starts: its topics, and what they allow. */
final class BrokerCheck {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerCheck.class);
  private static final String LONGEST = "transaction.max.timeout.ms";
  private static final String GIVEN = "transaction.timeout.ms";

  private BrokerCheck() {}

  /**
   * Refuses to start with topics that are missing or set up so that records would be lost. What the
   * broker does not let this client see is not checked, and the log says so.
   */
  static void demand(Properties kafka, List<TopicNeed> needs)
      throws ExecutionException, InterruptedException {
    List<String> problems = new ArrayList<>();
    try (Admin admin = Admin.create(kafka)) {
      for (String topic : missing(admin, needs)) {
        problems.add("there is no topic " + topic + ": create it; jobs do not");
      }
      if (problems.isEmpty()) {
        problems.addAll(wrong(admin, needs));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(
          "The job does not start with these topics:\n  " + String.join("\n  ", problems));
    }
  }

  private static List<String> missing(Admin admin, List<TopicNeed> needs)
      throws ExecutionException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (var topic : admin.describeTopics(names(needs)).topicNameValues().entrySet()) {
      try {
        var unused = topic.getValue().get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          throw new InvalidConfigurationException(
              "The broker does not let this client see topic " + topic.getKey() + ".", e);
        }
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        missing.add(topic.getKey());
      }
    }
    return missing;
  }

  private static List<String> wrong(Admin admin, List<TopicNeed> needs)
      throws ExecutionException, InterruptedException {
    Map<ConfigResource, KafkaFuture<Config>> settings =
        admin.describeConfigs(resources(ConfigResource.Type.TOPIC, names(needs))).values();
    List<String> problems = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    for (TopicNeed need : needs) {
      try {
        KafkaFuture<Config> own =
            Objects.requireNonNull(
                settings.get(new ConfigResource(ConfigResource.Type.TOPIC, need.topic())),
                "the admin client answers for each topic that it is asked about");
        problems.addAll(need.problems(values(own.get())));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof AuthorizationException)) {
          throw e;
        }
        unseen.add(need.topic());
      }
    }
    if (!unseen.isEmpty()) {
      LOG.warn(
          "Not checked, because the broker denies DescribeConfigs: whether {} and {} are right on"
              + " {}.",
          TopicNeed.CLEANUP,
          TopicNeed.TIMESTAMPS,
          String.join(", ", unseen));
    }
    return problems;
  }

  /**
   * The longest transaction that every broker allows: as long may an outage last without losing
   * alerts. Where the broker does not say, that of the client's properties.
   */
  static Duration longestTransaction(Properties kafka)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka)) {
      List<String> brokers =
          admin.describeCluster().nodes().get().stream().map(Node::idString).toList();
      return admin
          .describeConfigs(resources(ConfigResource.Type.BROKER, brokers))
          .all()
          .get()
          .values()
          .stream()
          .map(broker -> Duration.ofMillis(Long.parseLong(broker.get(LONGEST).value())))
          .min(Comparator.naturalOrder())
          .orElseThrow(() -> new IllegalStateException("the cluster has no brokers"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return given(kafka);
      }
      throw e;
    }
  }

  private static Duration given(Properties kafka) {
    String given = kafka.getProperty(GIVEN);
    if (given == null) {
      throw new InvalidConfigurationException(
          "The broker denies DescribeConfigs of the cluster, by which its "
              + LONGEST
              + " is read. Allow it, or set "
              + GIVEN
              + " to that value in the client properties of --kafka.");
    }
    LOG.warn(
        "The broker denies DescribeConfigs of the cluster: {}={} is taken from the client's"
            + " properties. An outage that outlasts it can lose alerts.",
        GIVEN,
        given);
    return Duration.ofMillis(Long.parseLong(given.strip()));
  }

  private static List<String> names(List<TopicNeed> needs) {
    return needs.stream().map(TopicNeed::topic).toList();
  }

  private static List<ConfigResource> resources(ConfigResource.Type type, List<String> names) {
    return names.stream().map(name -> new ConfigResource(type, name)).toList();
  }

  private static Map<String, String> values(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }
}

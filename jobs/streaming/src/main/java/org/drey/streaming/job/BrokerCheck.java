package org.drey.streaming.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
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
   * Refuses to start with topics that are missing or set up so that records would be lost, and
   * without a right that the job needs: names all at once.
   *
   * @param terminal takes what is not checked, because the broker does not let this client see it
   */
  static void demand(
      Properties kafka, List<TopicNeed> needs, JobRights rights, Consumer<String> terminal)
      throws ExecutionException, InterruptedException {
    List<String> problems = new ArrayList<>();
    List<String> denied = new ArrayList<>();
    try (Admin admin = Admin.create(kafka)) {
      seeTopics(admin, needs, rights, problems, denied);
      denied.addAll(rights.deniedBesideTopics(admin));
      if (problems.isEmpty() && denied.isEmpty()) {
        problems.addAll(wrong(admin, needs, terminal));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(
          "The job does not start with these topics:\n  "
              + String.join("\n  ", problems)
              + (denied.isEmpty() ? "" : "\n" + refusal(denied)));
    }
    if (!denied.isEmpty()) {
      throw new InvalidConfigurationException(refusal(denied));
    }
  }

  private static String refusal(List<String> denied) {
    return "The broker denies this client what the job needs; docs/operate/access.md says how to"
        + " allow it:\n  "
        + String.join("\n  ", denied);
  }

  private static void seeTopics(
      Admin admin,
      List<TopicNeed> needs,
      JobRights rights,
      List<String> problems,
      List<String> denied)
      throws ExecutionException, InterruptedException {
    var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    Set<String> names = JobRights.names(needs);
    for (var topic : admin.describeTopics(names, options).topicNameValues().entrySet()) {
      String name = topic.getKey();
      try {
        denied.addAll(rights.deniedOn(name, JobRights.allowed(topic.getValue().get())));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          denied.addAll(rights.deniedOn(name, Set.of()));
        } else if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          problems.add("there is no topic " + name + ": create it; jobs do not");
        } else {
          throw e;
        }
      }
    }
  }

  private static List<String> wrong(Admin admin, List<TopicNeed> needs, Consumer<String> terminal)
      throws ExecutionException, InterruptedException {
    Map<ConfigResource, KafkaFuture<Config>> settings =
        admin
            .describeConfigs(resources(ConfigResource.Type.TOPIC, JobRights.names(needs)))
            .values();
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
      note(
          terminal,
          "Not checked, because the broker denies DescribeConfigs: whether %s and %s are right on %s."
              .formatted(TopicNeed.CLEANUP, TopicNeed.TIMESTAMPS, String.join(", ", unseen)));
    }
    return problems;
  }

  /**
   * The longest transaction that every broker allows: as long may an outage last without losing
   * alerts. Where the broker does not say, that of the client's properties.
   *
   * @param terminal takes that it is so
   */
  static Duration longestTransaction(Properties kafka, Consumer<String> terminal)
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
        return given(kafka, terminal);
      }
      throw e;
    }
  }

  private static Duration given(Properties kafka, Consumer<String> terminal) {
    String given = kafka.getProperty(GIVEN);
    if (given == null) {
      throw new InvalidConfigurationException(
          "The broker denies DescribeConfigs of the cluster, by which its "
              + LONGEST
              + " is read. Allow it, or set "
              + GIVEN
              + " to that value in the client properties of --kafka.");
    }
    note(
        terminal,
        ("The broker denies DescribeConfigs of the cluster: %s=%s is taken from the client's"
                + " properties. An outage that outlasts it can lose alerts.")
            .formatted(GIVEN, given));
    return Duration.ofMillis(Long.parseLong(given.strip()));
  }

  /** For those who start the job, and for those who look for the reason later. */
  private static void note(Consumer<String> terminal, String note) {
    terminal.accept(note);
    LOG.warn(note);
  }

  private static List<ConfigResource> resources(
      ConfigResource.Type type, Collection<String> names) {
    return names.stream().map(name -> new ConfigResource(type, name)).toList();
  }

  private static Map<String, String> values(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }
}

package org.drey.cli.topics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Brokers, asked about topics and changed to what they are to be. */
public final class TopicBrokers {
  private final Admin admin;

  /** Those that an administrator reaches. */
  public TopicBrokers(Admin admin) {
    this.admin = admin;
  }

  /** Finds those topics of a plan that are there, by full names. */
  Map<String, ActualTopic> find(TopicPlan plan) throws IOException, InterruptedException {
    Map<String, TopicDescription> described =
        describe(plan.topics().stream().map(PlannedTopic::name).toList());
    List<ConfigResource> resources =
        described.keySet().stream().map(TopicBrokers::resource).toList();
    Map<String, ActualTopic> found = new HashMap<>();
    for (var one : admin.describeConfigs(resources).values().entrySet()) {
      String topic = one.getKey().name();
      TopicDescription description = Objects.requireNonNull(described.get(topic));
      Config settings = AdminCalls.get(one.getValue(), "DescribeConfigs", topic);
      found.put(topic, found(description, settings));
    }
    return found;
  }

  /** Returns those of some topics that are not there, by their full names. */
  public Set<String> missing(Collection<String> topics) throws IOException, InterruptedException {
    Set<String> missing = new TreeSet<>(topics);
    missing.removeAll(describe(topics).keySet());
    return missing;
  }

  private Map<String, TopicDescription> describe(Collection<String> names)
      throws IOException, InterruptedException {
    Map<String, TopicDescription> described = new HashMap<>();
    for (var one : admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        described.put(one.getKey(), one.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw AdminCalls.failed(e, "Describe", one.getKey());
        }
      }
    }
    return described;
  }

  private static ActualTopic found(TopicDescription topic, Config settings) {
    int replication =
        topic.partitions().stream().mapToInt(one -> one.replicas().size()).min().orElse(0);
    Map<String, String> values =
        settings.entries().stream()
            .filter(entry -> entry.value() != null)
            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    return new ActualTopic(topic.partitions().size(), replication, values);
  }

  /** Puts right what differs, but what a person has to do. */
  void apply(TopicPlan plan, List<TopicDifference> differences)
      throws IOException, InterruptedException {
    List<NewTopic> missing = new ArrayList<>();
    Map<String, NewPartitions> larger = new HashMap<>();
    Map<ConfigResource, Collection<AlterConfigOp>> altered = new HashMap<>();
    for (TopicDifference one : differences) {
      switch (one.remedy()) {
        case CREATE -> missing.add(toCreate(plan, one.topic()));
        case ADD_PARTITIONS ->
            larger.put(one.topic(), NewPartitions.increaseTo(Integer.parseInt(one.value())));
        case ALTER ->
            altered
                .computeIfAbsent(resource(one.topic()), topic -> new ArrayList<>())
                .add(
                    new AlterConfigOp(
                        new ConfigEntry(one.what(), one.value()), AlterConfigOp.OpType.SET));
        case BY_HAND -> {}
      }
    }
    await(admin.createTopics(missing).values(), "Create");
    await(admin.createPartitions(larger).values(), "Alter");
    for (var one : admin.incrementalAlterConfigs(altered).values().entrySet()) {
      var unused = AdminCalls.get(one.getValue(), "AlterConfigs", one.getKey().name());
    }
  }

  private static void await(Map<String, KafkaFuture<Void>> answers, String operation)
      throws IOException, InterruptedException {
    for (var one : answers.entrySet()) {
      var unused = AdminCalls.get(one.getValue(), operation, one.getKey());
    }
  }

  private static NewTopic toCreate(TopicPlan plan, String topic) {
    return plan.topics().stream()
        .filter(one -> one.name().equals(topic))
        .findFirst()
        .orElseThrow()
        .toCreate();
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}

package org.drey.local.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.drey.event.TopicNames;

/** Topics of a local broker, with the settings that the jobs ask for. */
public final class BrokerTopics {
  /** Larger than any record may be, so that the jobs are the ones to refuse it. */
  private static final int LARGEST_MESSAGE = 8 << 20;

  private BrokerTopics() {}

  /**
   * Topics with their settings.
   *
   * @param producersTimes those whose records bear the times that their producers give them; others
   *     bear the time at which the broker took them
   */
  static List<NewTopic> named(Set<String> names, int partitions, Set<String> producersTimes) {
    return names.stream().map(name -> topic(name, partitions, producersTimes)).toList();
  }

  private static NewTopic topic(String name, int partitions, Set<String> producersTimes) {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "message.timestamp.type", producersTimes.contains(name) ? "CreateTime" : "LogAppendTime");
    settings.put("max.message.bytes", Integer.toString(LARGEST_MESSAGE));
    boolean compacted = TopicNames.ALL.contains(name) && TopicNames.kind(name).isCompacted();
    settings.put("cleanup.policy", compacted ? "compact" : "delete");
    return new NewTopic(name, partitions, (short) 1).configs(settings);
  }

  /**
   * Creates topics; returns when each partition has its leader. The controller has a topic a moment
   * before that. A Flink source that starts in between fails, and a producer whose second batch is
   * stored while its first is refused never gets rid of the first.
   */
  public static void create(Properties client, Collection<NewTopic> topics) throws Exception {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int i = 0; i < topic.numPartitions(); i++) {
        partitions.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
      }
    }
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(topics).all().get();
      List<String> names = topics.stream().map(NewTopic::name).toList();
      ConditionWait.until("topics that the broker knows of", () -> isKnown(admin, names));
      admin.listOffsets(partitions).all().get(); // asks the leaders, again and again without one
    }
  }

  /** Asked first, because what asks leaders logs an error for each topic that is not there yet. */
  private static boolean isKnown(Admin admin, Collection<String> topics) throws Exception {
    try {
      admin.describeTopics(topics).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }
}

package org.drey.local.up;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.drey.cli.topics.PlannedTopic;
import org.drey.cli.topics.TopicPlan;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.topic.TopicNeed;
import org.drey.event.TopicNames;
import org.drey.local.cluster.BrokerTopics;

/** The topics of a cluster: those of {@code ./drey topics}, made where they are missing. */
final class TopicCreation {
  private TopicCreation() {}

  /** Creates the topics that are not there; returns how many that were. */
  static int create(
      Properties client, DreyConfiguration configuration, short replication, boolean recordedTimes)
      throws Exception {
    Set<String> there;
    try (Admin admin = Admin.create(client)) {
      there = admin.listTopics().names().get();
    }
    TopicPlan plan = TopicPlan.of(configuration, "", ClusterSettings.PARTITIONS, replication);
    List<NewTopic> missing =
        plan.topics().stream()
            .filter(topic -> !there.contains(topic.name()))
            .map(topic -> recordedTimes ? ofThePast(topic) : topic.toCreate())
            .toList();
    if (!missing.isEmpty()) {
      BrokerTopics.create(client, missing);
    }
    return missing.size();
  }

  /** Records of the past bear the times of the past, and stay nevertheless. */
  private static NewTopic ofThePast(PlannedTopic topic) {
    NewTopic created = topic.toCreate();
    Map<String, String> settings = new HashMap<>(topic.values());
    String stream = topic.need().stream();
    if (TopicNames.INPUTS.contains(stream) || RecordedFolder.BESIDE_STREAMS.contains(stream)) {
      settings.put(TopicNeed.TIMESTAMPS, "CreateTime");
    }
    settings.replace(TopicNeed.RETENTION, "-1");
    return created.configs(settings);
  }
}

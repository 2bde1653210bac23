package org.drey.cli.topics;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.drey.definitions.topic.TopicNeed;
import org.drey.definitions.topic.TopicSetting;

/**
 * A topic as it is to be.
 *
 * @param partitions how many it has at least
 * @param replication how many brokers have each record at least
 */
public record PlannedTopic(
    TopicNeed need, int partitions, int replication, List<TopicSetting> settings) {

  public PlannedTopic {
    settings = List.copyOf(settings);
  }

  /** Returns its full name. */
  public String name() {
    return need.topic();
  }

  /**
   * Returns its settings where it is there: one that has fewer replicas than planned cannot demand
   * as many of them, and none may demand more than it has.
   *
   * @param found how many brokers have each record
   */
  List<TopicSetting> settingsOn(int found) {
    TopicSetting inSync = TopicNeed.inSync(Math.min(replication, found));
    TopicSetting mostInSync = TopicNeed.mostInSync(inSync, found);
    return settings.stream()
        .flatMap(
            setting ->
                setting.name().equals(inSync.name())
                    ? Stream.of(inSync, mostInSync)
                    : Stream.of(setting))
        .toList();
  }

  /** Returns the values of its settings, by Kafka's names of them. */
  public Map<String, String> values() {
    return settings.stream().collect(Collectors.toMap(TopicSetting::name, TopicSetting::value));
  }

  /** Returns the request that creates it. */
  public NewTopic toCreate() {
    return new NewTopic(name(), partitions, (short) replication).configs(values());
  }
}

package org.drey.cli.topics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.drey.cli.topics.TopicDifference.Remedy;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.topic.NeededTopics;
import org.drey.definitions.topic.TopicNeed;
import org.drey.definitions.topic.TopicSetting;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;

/** The topics of a deployment as they are to be. */
public record TopicPlan(List<PlannedTopic> topics) {
  /** Those that few write, a record now and then. */
  private static final Set<String> OF_ONE_PARTITION =
      Set.of(TopicNames.VERDICTS, TopicNames.ERASURES, TopicNames.BLOCKLIST_CONTROL);

  public TopicPlan {
    topics = List.copyOf(topics);
  }

  /**
   * Plans what a configuration needs.
   *
   * @param prefix what the names of all topics begin with
   * @param partitions how many a topic has, but those of which one is enough
   * @param replication how many brokers have each record
   */
  public static TopicPlan of(
      DreyConfiguration configuration, String prefix, int partitions, int replication) {
    List<PlannedTopic> topics = new ArrayList<>();
    for (TopicNeed need : NeededTopics.of(configuration, prefix)) {
      topics.add(
          new PlannedTopic(
              need,
              OF_ONE_PARTITION.contains(need.stream()) ? 1 : partitions,
              replication,
              need.settings(replication, configuration.time().outageAllowance())));
    }
    return new TopicPlan(topics);
  }

  /**
   * Creates what is missing and alters settings that differ; never removes anything, nor lets
   * brokers delete records.
   *
   * @return what differed; those {@link Remedy#BY_HAND} still do
   * @throws IOException if brokers do not answer or do not allow it; the message says which
   */
  public List<TopicDifference> apply(Admin admin) throws IOException, InterruptedException {
    TopicBrokers brokers = new TopicBrokers(admin);
    List<TopicDifference> differences = check(admin);
    brokers.apply(this, differences);
    return differences;
  }

  /** Returns what differs. */
  public List<TopicDifference> check(Admin admin) throws IOException, InterruptedException {
    return differences(new TopicBrokers(admin).find(this));
  }

  /** Returns what differs from what brokers have, by full names; in the order of the plan. */
  List<TopicDifference> differences(Map<String, ActualTopic> found) {
    List<TopicDifference> differences = new ArrayList<>();
    for (PlannedTopic topic : topics) {
      ActualTopic there = found.get(topic.name());
      if (there == null) {
        differences.add(missing(topic));
      } else {
        addSizes(topic, there, differences);
        addSettings(topic, there, differences);
      }
    }
    return differences;
  }

  private static TopicDifference missing(PlannedTopic topic) {
    return new TopicDifference(
        topic.name(),
        "topic",
        "missing",
        "there",
        topic.partitions() + " partitions",
        "jobs and clients create none, and do not start without",
        Remedy.CREATE);
  }

  /** In a compacted topic a key would move to another partition, and its old record stay. */
  private static void addSizes(
      PlannedTopic topic, ActualTopic there, List<TopicDifference> differences) {
    if (there.partitions() < topic.partitions()) {
      differences.add(
          size(
              topic,
              "partitions",
              there.partitions(),
              topic.partitions(),
              topic.need().kind().isCompacted()
                  ? "fewer readers share the work; a key would move, and its old record stay"
                  : "fewer tasks share the reading",
              topic.need().kind().isCompacted() ? Remedy.BY_HAND : Remedy.ADD_PARTITIONS));
    }
    if (there.replication() < topic.replication()) {
      differences.add(
          size(
              topic,
              "replication",
              there.replication(),
              topic.replication(),
              "with so few brokers lost, records are",
              Remedy.BY_HAND));
    }
  }

  private static TopicDifference size(
      PlannedTopic topic, String what, int found, int needed, String reason, Remedy remedy) {
    String value = Integer.toString(needed);
    return new TopicDifference(
        topic.name(), what, Integer.toString(found), "at least " + value, value, reason, remedy);
  }

  private static void addSettings(
      PlannedTopic topic, ActualTopic there, List<TopicDifference> differences) {
    for (TopicSetting setting : topic.settingsOn(there.replication())) {
      String found = there.settings().get(setting.name());
      if (!setting.accepts(found)) {
        differences.add(difference(topic, setting, found));
      }
    }
  }

  private static TopicDifference difference(
      PlannedTopic topic, TopicSetting setting, @Nullable String found) {
    boolean deletes = found != null && setting.deletesAfter(found);
    return new TopicDifference(
        topic.name(),
        setting.name(),
        found == null ? "not said" : found,
        needed(setting),
        setting.value(),
        deletes ? setting.reason() + "; " + deletion(setting) : setting.reason(),
        deletes ? Remedy.BY_HAND : Remedy.ALTER);
  }

  private static String deletion(TopicSetting setting) {
    String limit =
        setting.name().equals(TopicNeed.RETENTION)
            ? PlanText.value(setting.name(), setting.value())
            : TopicNeed.RETENTION + " says";
    return "%s=%s deletes what is older than %s".formatted(setting.name(), setting.value(), limit);
  }

  private static String needed(TopicSetting setting) {
    return switch (setting.fit()) {
      case SAME, COMPACTED -> setting.bound();
      case AT_LEAST -> "at least " + setting.bound();
      case AT_MOST -> "at most " + setting.bound();
    };
  }
}

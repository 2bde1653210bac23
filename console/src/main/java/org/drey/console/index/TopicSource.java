package org.drey.console.index;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.drey.console.store.ConsoleDatabase;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.drey.topics.BrokerFaults;
import org.drey.topics.KafkaTopics;

/** Topics of brokers. */
public final class TopicSource implements IndexSource {
  private static final long WAIT_SECONDS = 5;

  private final Properties client;
  private final String prefix;
  private final KafkaTopics topics;
  private final Consumer<String> warnings;

  /**
   * Topics.
   *
   * @param client the Kafka client's properties
   * @param prefix what the names of all topics begin with
   * @param warnings takes a text for each of the first records that cannot be read
   */
  public TopicSource(Properties client, String prefix, Consumer<String> warnings) {
    this.client = client;
    this.prefix = prefix;
    this.topics = new KafkaTopics(client, prefix);
    this.warnings = warnings;
  }

  @Override
  public String name() {
    return topics.name() + (prefix.isEmpty() ? "" : ", topics " + prefix + "…");
  }

  @Override
  public IndexFeed open(ConsoleDatabase database) throws IOException {
    return TopicFeed.open(topics, name(), database, warnings);
  }

  @Override
  public Map<String, Collection<KnownFinding>> findings(Collection<Alert> alerts, RuleSet rules) {
    return Map.of();
  }

  @Override
  public List<Age> ages() throws IOException {
    Admin admin = null;
    try {
      admin = Admin.create(client);
      Set<String> present = admin.listTopics().names().get(WAIT_SECONDS, TimeUnit.SECONDS);
      List<String> wanted =
          TopicNames.INPUTS.stream().map(one -> prefix + one).filter(present::contains).toList();
      Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
      Map<String, TopicDescription> described =
          admin.describeTopics(wanted).allTopicNames().get(WAIT_SECONDS, TimeUnit.SECONDS);
      described.forEach(
          (topic, one) ->
              one.partitions()
                  .forEach(
                      part ->
                          partitions.put(
                              new TopicPartition(topic, part.partition()),
                              OffsetSpec.maxTimestamp())));
      Map<TopicPartition, ListOffsetsResultInfo> newest =
          admin.listOffsets(partitions).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
      return ages(present, newest);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new BrokerFaults(client).of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      if (admin != null) {
        admin.close(Duration.ZERO); // else it waits for a minute for what was not answered
      }
    }
  }

  private List<Age> ages(Set<String> present, Map<TopicPartition, ListOffsetsResultInfo> newest) {
    List<Age> ages = new ArrayList<>();
    for (String topic : TopicNames.INPUTS) {
      long most =
          newest.entrySet().stream()
              .filter(one -> one.getKey().topic().equals(prefix + topic))
              .mapToLong(one -> one.getValue().timestamp())
              .max()
              .orElse(-1);
      ages.add(
          present.contains(prefix + topic)
              ? new Age(topic, Age.Kind.RECORD, most < 0 ? null : Instant.ofEpochMilli(most))
              : new Age(prefix + topic, Age.Kind.ABSENT, null));
    }
    return ages;
  }
}

package org.drey.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.lists.ListSettings;
import org.jspecify.annotations.Nullable;

/** A world that is sent to a cluster in parts, in the order in which its events arrive. */
public final class ClusterFeed implements AutoCloseable {
  private static final List<String> READ =
      List.of(
          TopicNames.BLOCKLIST_HITS,
          TopicNames.PAYMENTS,
          TopicNames.LIVESTREAM_SESSIONS,
          TopicNames.EXTERNAL_SIGNALS);

  /** An event, and where it goes. */
  public record Sent(String topic, WorldItem item) {}

  private final List<Sent> items;
  private final int parts;
  private final Map<String, Integer> numbers = new HashMap<>();
  private @Nullable JobTopics topics;

  /** A feed of items in their order. */
  public ClusterFeed(List<Sent> items, int parts) {
    this.items = List.copyOf(items);
    this.parts = parts;
  }

  /** A feed of all events of a world. */
  public static ClusterFeed of(SyntheticWorld world, int parts) {
    List<Sent> items = new ArrayList<>();
    world.arrivals().forEach((topic, of) -> of.forEach(item -> items.add(new Sent(topic, item))));
    items.sort(Comparator.comparing(one -> one.item().arrival()));
    return new ClusterFeed(items, parts);
  }

  public void connect(Properties client) {
    topics = new JobTopics(client);
  }

  private JobTopics topics() {
    return Objects.requireNonNull(topics, "not connected");
  }

  /** Sends one of the parts; returns when the brokers have it. */
  public void sendPart(int part) {
    int from = items.size() * part / parts;
    int to = items.size() * (part + 1) / parts;
    Map<String, List<JobTopics.Numbered>> byTopic = new HashMap<>();
    for (Sent one : items.subList(from, to)) {
      int number = numbers.merge(one.topic(), 1, Integer::sum) - 1;
      byTopic
          .computeIfAbsent(one.topic(), topic -> new ArrayList<>())
          .add(new JobTopics.Numbered(number, one.item().arrival(), one.item().avro()));
    }
    byTopic.forEach(topics()::send);
  }

  @Override
  public void close() {
    if (topics != null) {
      topics.close();
    }
  }

  /** Waits until both jobs have read everything, and their checkpoints say so. */
  public void awaitRead() throws Exception {
    awaitReadByBlocklistJob();
    awaitReadByDetectionJob();
  }

  /** Waits until this job has read everything. */
  void awaitReadByBlocklistJob() throws Exception {
    awaitRead(LiveBlocklist.NAME, LiveBlocklist.TOPICS);
  }

  /** Waits until this job has read everything, hits of the other one among it. */
  void awaitReadByDetectionJob() throws Exception {
    awaitRead(LiveDetection.NAME, READ);
  }

  private void awaitRead(String job, List<String> read) throws Exception {
    for (String topic : read) {
      ConditionWait.until(job + " has read " + topic, () -> topics().isRead(job, topic));
    }
  }

  /** Returns what readers see of a topic. */
  public <T extends SpecificRecordBase> List<T> committed(String topic, Class<T> type)
      throws Exception {
    return topics().committed(topic, type);
  }

  /** Returns the same as they are there. */
  public List<byte[]> committed(String topic) throws Exception {
    return topics().values(topic);
  }

  /** Replays the folder of the same world; returns where its results are. */
  public Path replay(Path input, Path output) throws Exception {
    DreyConfiguration configuration =
        DreyConfiguration.read(input.resolve(FolderWriter.CONFIGURATION));
    Replays.run(
        StreamRegistry.compile(RuleFile.catalogue(), configuration),
        configuration,
        ListSettings.ofFile(input.resolve(FolderWriter.BLOCKLIST)),
        input,
        output);
    return output;
  }

  /**
   * Returns the last of each alert that is not withdrawn, as consumers order them: by generation,
   * then by revision.
   */
  public static List<String> newest(List<JsonNode> alerts) {
    return Results.notWithdrawn(newest(alerts, "alert_id"));
  }

  /** Returns the last of each case, reduced to what has to be the same. */
  public static List<String> newestCases(List<JsonNode> cases) {
    return newest(cases, "case_id").stream()
        .map(one -> ((ObjectNode) one).remove(List.of("generation", "revision")).toString())
        .sorted()
        .toList();
  }

  private static List<JsonNode> newest(List<JsonNode> records, String id) {
    Map<String, JsonNode> newest = new TreeMap<>();
    Comparator<JsonNode> order =
        Comparator.<JsonNode>comparingLong(one -> one.get("generation").asLong())
            .thenComparingLong(one -> one.get("revision").asLong());
    for (JsonNode one : records) {
      newest.merge(one.get(id).asText(), one, (a, b) -> order.compare(a, b) >= 0 ? a : b);
    }
    return List.copyOf(newest.values());
  }
}

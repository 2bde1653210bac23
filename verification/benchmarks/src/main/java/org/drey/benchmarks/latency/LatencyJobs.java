package org.drey.benchmarks.latency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import org.drey.benchmarks.lookup.InventedLists;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.event.TopicNames;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.LocalJobs;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.ListSettings;

/** A broker and a cluster in this JVM with both jobs, each on separate topics. */
final class LatencyJobs implements AutoCloseable {
  static final int PARTITIONS = 2;
  private static final int PARALLELISM = 2;
  private static final String CONFIGURATION =
      """
      streams:
        dns-queries: {legal_basis: 'invented data, no persons'}
        web-requests: {legal_basis: 'invented data, no persons'}
      """;

  private final KafkaBroker kafka;
  private final FlinkCluster flink;

  /** The beginning of the names of a job's topics. */
  enum TopicSide {
    PASS_THROUGH("pass-through."),
    BLOCKLIST("blocklist.");

    private final String prefix;

    TopicSide(String prefix) {
      this.prefix = prefix;
    }

    /** Returns what the job is called in a report. */
    String job() {
      return prefix.substring(0, prefix.length() - 1);
    }

    String topic(String name) {
      return prefix + name;
    }
  }

  private LatencyJobs(KafkaBroker kafka, FlinkCluster flink) {
    this.kafka = kafka;
    this.flink = flink;
  }

  /** Starts broker, cluster and both jobs. */
  static LatencyJobs start(Path folder, Path list) throws Exception {
    KafkaBroker kafka = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
    FlinkCluster flink = FlinkCluster.start(2 * PARALLELISM, 0);
    LatencyJobs jobs = new LatencyJobs(kafka, flink);
    for (TopicSide side : TopicSide.values()) {
      jobs.createTopics(side);
    }
    Path config = Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
    DreyConfiguration configuration = DreyConfiguration.read(config);
    jobs.startPassThrough(configuration);
    jobs.startBlocklist(configuration, ListSettings.ofFile(list).withKey(keyFile(folder)), folder);
    return jobs;
  }

  /** The properties of a client of the broker. */
  Properties client() {
    return kafka.client();
  }

  private void startPassThrough(DreyConfiguration configuration) throws Exception {
    StreamExecutionEnvironment env = flink.environment(FlinkSettings.blocklist(), PARALLELISM);
    LatencyPassThrough.build(
        env, new JobSettings(configuration, client(), TopicSide.PASS_THROUGH.prefix));
    var unused = env.executeAsync(LatencyPassThrough.NAME);
  }

  private void startBlocklist(DreyConfiguration configuration, ListSettings lists, Path folder)
      throws Exception {
    JobSettings settings = new JobSettings(configuration, client(), TopicSide.BLOCKLIST.prefix);
    var unused =
        new LocalJobs(flink, settings, folder, LocalJobs.AS_DEPLOYED)
            .startBlocklist(lists, PARALLELISM);
  }

  private void createTopics(TopicSide side) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : TopicNames.ALL) {
      topics.add(
          new NewTopic(side.topic(name), PARTITIONS, (short) 1)
              .configs(Map.of("message.timestamp.type", "LogAppendTime")));
    }
    kafka.create(topics);
  }

  private static Path keyFile(Path folder) throws Exception {
    Path file =
        Files.createFile(
            folder.resolve("key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, InventedLists.SECRET, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    flink.close();
    kafka.close();
  }
}

package org.drey.benchmarks.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.cluster.LocalJobs;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.clock.PartitionIdleness;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;

/** A broker and a cluster in this JVM, on which one job at a time reads the same topics. */
final class BenchmarkCluster implements AutoCloseable {
  static final int PARTITIONS = 2;

  private final KafkaBroker kafka;
  private final FlinkCluster flink;
  private final DreyConfiguration configuration;
  private final RuleSet rules;
  private final Path checkpoints;

  /** The jobs that are compared. */
  enum Job {
    PASS_THROUGH(PassThroughJob.NAME),
    DETECTION("detection");

    private final String title;

    Job(String title) {
      this.title = title;
    }

    /** Returns what a report calls it. */
    String title() {
      return title;
    }
  }

  private BenchmarkCluster(
      KafkaBroker kafka,
      FlinkCluster flink,
      DreyConfiguration configuration,
      RuleSet rules,
      Path checkpoints) {
    this.kafka = kafka;
    this.flink = flink;
    this.configuration = configuration;
    this.rules = rules;
    this.checkpoints = checkpoints;
  }

  /** Starts broker and cluster, with empty topics. */
  static BenchmarkCluster start(Path folder, RuleSet rules) throws Exception {
    KafkaBroker kafka = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
    kafka.createTopics(PARTITIONS);
    FlinkCluster flink = FlinkCluster.start(PARTITIONS, 0);
    String declared =
        TopicNames.INPUTS.stream()
            .map(topic -> "  " + topic + ": {legal_basis: 'invented data, no persons'}\n")
            .collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("config.yaml"), "streams:\n" + declared);
    Path checkpoints = Files.createDirectory(folder.resolve("checkpoints"));
    return new BenchmarkCluster(kafka, flink, DreyConfiguration.read(file), rules, checkpoints);
  }

  /** The properties of a client of the broker. */
  Properties client() {
    return kafka.client();
  }

  /** Returns what a query takes a job that reads all of the topic, from its beginning. */
  JobProgress.Cost run(Job job, long queries) throws Exception {
    JobSettings settings = new JobSettings(configuration, client(), "");
    JobProgress progress = new JobProgress(queries);
    JobClient client =
        switch (job) {
          case PASS_THROUGH -> passThrough(settings);
          case DETECTION -> detection(settings);
        };
    try {
      return progress.follow(client);
    } finally {
      client.cancel().get();
      ConditionWait.until(
          "the job ends", () -> client.getJobStatus().get().isGloballyTerminalState());
    }
  }

  private JobClient passThrough(JobSettings settings) throws Exception {
    StreamExecutionEnvironment env =
        flink.environment(LocalJobs.keyed(checkpoints, null), PARTITIONS);
    PassThroughJob.build(env, settings);
    return env.executeAsync(PassThroughJob.NAME);
  }

  private JobClient detection(JobSettings settings) throws Exception {
    LocalJobs.Detection readsWithoutRules =
        new LocalJobs.Detection(
            rules,
            DetectionInputs.alone(rules, configuration),
            PartitionIdleness.Source.measured(configuration.time().idleAfter()));
    return new LocalJobs(flink, settings, checkpoints, LocalJobs.AS_DEPLOYED)
        .startDetection(readsWithoutRules, PARTITIONS, null);
  }

  @Override
  public void close() throws IOException {
    flink.close();
    kafka.close();
  }
}

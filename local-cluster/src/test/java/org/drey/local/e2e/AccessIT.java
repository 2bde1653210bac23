package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.EntityKind;
import org.drey.event.ExternalSignal;
import org.drey.event.SourceTier;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.JobSubmission;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.lists.ListSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the page on access allows the jobs is what they need, on a broker that denies the rest. */
final class AccessIT {
  @Test
  @Timeout(240)
  void theJobsDoTheirWorkWithWhatTheTableAllows(@TempDir Path folder) throws Exception {
    try (KafkaBroker broker =
            KafkaBroker.start(
                folder.resolve("kafka"), GuardedBroker.settings("blocklist", "detection"));
        FlinkCluster cluster = FlinkCluster.start(2, 0);
        JobTopics topics = new JobTopics(broker.client())) {
      broker.createTopics(JobTopics.PARTITIONS);
      GuardedBroker.allow(broker, AccessTable.allowed("blocklist job", "blocklist"));
      GuardedBroker.allow(broker, AccessTable.allowed("detection job", "detection"));
      whatARuleReadsHasToBeAllowed(GuardedBroker.client(broker, "detection"), folder);
      aBrokerThatDoesNotSayHowLongATransactionMayLast(GuardedBroker.client(broker, "blocklist"));
      JobClient blocklist =
          startBlocklist(cluster, GuardedBroker.client(broker, "blocklist"), folder);
      JobClient detection =
          startDetection(cluster, GuardedBroker.client(broker, "detection"), folder);
      topics.send(
          TopicNames.DNS_QUERIES, List.of(new JobTopics.Numbered(0, Samples.listedQuery())));
      topics.send(TopicNames.EXTERNAL_SIGNALS, List.of(new JobTopics.Numbered(0, report())));
      topics.send(TopicNames.PAYMENTS, List.of(new JobTopics.Numbered(0, new byte[] {1})));
      topics.send(TopicNames.WEB_REQUESTS, List.of(new JobTopics.Numbered(0, new byte[] {1})));
      ConditionWait.until(
          "a signal",
          () -> !topics.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class).isEmpty());
      ConditionWait.until(
          "an alert", () -> !topics.committed(TopicNames.ALERTS, Alert.class).isEmpty());
      ConditionWait.until(
          "dead letters of both",
          () -> topics.committed(TopicNames.DEAD_LETTERS, DeadLetter.class).size() == 2);
      assertEquals(JobStatus.RUNNING, blocklist.getJobStatus().get());
      assertEquals(JobStatus.RUNNING, detection.getJobStatus().get());
      blocklist.cancel().get();
      detection.cancel().get();
    }
  }

  /** The catalogue reads neither queries nor requests, and the detection job needs neither. */
  private static void whatARuleReadsHasToBeAllowed(Properties client, Path folder) {
    String rule =
        """
        title: Asked
        id: 00000000-0000-4000-8000-000000000001
        status: stable
        logsource: {category: dns}
        detection: {it: {query: watched.example}, condition: it}
        """;
    RuleSet rules =
        StreamRegistry.compile(List.of(new RuleFile("rule.yml", rule)), Declared.inputs());
    Configuration settings = settings(FlinkSettings.detection());
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    JobSettings job = new JobSettings(Declared.inputs(), client, "");
    String message =
        assertThrows(
                InvalidConfigurationException.class,
                () -> LiveDetection.demand(env, job, rules, line -> {}))
            .getMessage();
    assertTrue(message.contains("Read of topic dns-queries"), message);
  }

  /** Then the client's properties have to. */
  private static void aBrokerThatDoesNotSayHowLongATransactionMayLast(Properties client)
      throws Exception {
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), Declared.inputs());
    String message =
        assertThrows(InvalidConfigurationException.class, () -> build(client, rules)).getMessage();
    assertTrue(message.contains("transaction.timeout.ms"), message);
    client.setProperty("transaction.timeout.ms", "60000");
    build(client, rules);
  }

  private static void build(Properties client, RuleSet rules) throws Exception {
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, FlinkSettings.detection());
    JobSettings job = new JobSettings(Declared.inputs(), client, "");
    LiveDetection.build(
        env,
        job,
        rules,
        MovedClock.silence(Duration.ofMinutes(1)),
        DetectionInputs.alone(rules, Declared.inputs()),
        JobSubmission.now(job));
  }

  // --- the jobs ---

  private static JobClient startBlocklist(FlinkCluster cluster, Properties client, Path folder)
      throws Exception {
    Path list = Files.writeString(folder.resolve("list.txt"), "listed.example\n");
    StreamExecutionEnvironment env = cluster.environment(settings(FlinkSettings.blocklist()), 1);
    ListSettings lists = ListSettings.ofFile(list).withPoliciesOn(client, "");
    JobSettings job = new JobSettings(Declared.inputs(), client, "");
    LiveBlocklist.demand(job, lists, line -> {});
    LiveBlocklist.build(env, job, lists);
    return env.executeAsync(LiveBlocklist.NAME);
  }

  private static JobClient startDetection(FlinkCluster cluster, Properties client, Path folder)
      throws Exception {
    Configuration settings = settings(FlinkSettings.detection());
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    StreamExecutionEnvironment env = cluster.environment(settings, 1);
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), Declared.inputs());
    JobSettings job = new JobSettings(Declared.inputs(), client, "");
    LiveDetection.build(env, job, rules, LiveDetection.demand(env, job, rules, line -> {}));
    return env.executeAsync(LiveDetection.NAME);
  }

  /** What is denied ends the job, which then is not started again. */
  private static Configuration settings(Configuration settings) {
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    return settings;
  }

  private static byte[] report() {
    return AvroCodec.of(ExternalSignal.class)
        .encode(
            ExternalSignal.newBuilder()
                .setEventId("report")
                .setEventTime(Instant.now())
                .setProvider("hotline.example")
                .setSourceTier(SourceTier.TRUSTED_FLAGGER)
                .setSignal("report")
                .setEntityKind(EntityKind.SUBJECT)
                .setEntity("subject-1")
                .setConfidence(1)
                .build());
  }
}

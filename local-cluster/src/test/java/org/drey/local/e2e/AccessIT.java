package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.event.DnsQuery;
import org.drey.event.EntityKind;
import org.drey.event.ExternalSignal;
import org.drey.event.NetworkClass;
import org.drey.event.SourceTier;
import org.drey.event.SplashSignal;
import org.drey.event.Topics;
import org.drey.event.Transport;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.Await;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.streaming.lists.ListSettings;
import org.drey.streams.config.InvalidConfigurationException;
import org.drey.streams.stream.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README's table allows the jobs is what they need, on a broker that denies the rest. */
final class AccessIT {
  private static final String PASSWORD = "only-in-this-test";
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  @Test
  @Timeout(240)
  void theJobsDoTheirWorkWithWhatTheTableAllows(@TempDir Path folder) throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), guarded());
        FlinkCluster cluster = FlinkCluster.start(2, 0);
        KafkaTopics topics = new KafkaTopics(broker.client())) {
      broker.createTopics(KafkaTopics.PARTITIONS);
      allow(broker);
      whatARuleReadsHasToBeAllowed(client(broker, "detection"), folder);
      aBrokerThatDoesNotSayHowLongATransactionMayLast(client(broker, "blocklist"));
      JobClient blocklist = startBlocklist(cluster, client(broker, "blocklist"), folder);
      JobClient detection = startDetection(cluster, client(broker, "detection"), folder);
      topics.send(Topics.DNS_QUERIES, List.of(new KafkaTopics.Numbered(0, query())));
      topics.send(Topics.EXTERNAL_SIGNALS, List.of(new KafkaTopics.Numbered(0, report())));
      topics.send(Topics.PAYMENTS, List.of(new KafkaTopics.Numbered(0, new byte[] {1})));
      topics.send(Topics.WEB_REQUESTS, List.of(new KafkaTopics.Numbered(0, new byte[] {1})));
      Await.until(
          "a signal", () -> !topics.committed(Topics.SPLASH_SIGNALS, SplashSignal.class).isEmpty());
      Await.until("an alert", () -> !topics.committed(Topics.ALERTS, Alert.class).isEmpty());
      Await.until(
          "dead letters of both",
          () -> topics.committed(Topics.DEAD_LETTERS, DeadLetter.class).size() == 2);
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
    RuleSet rules = Streams.compile(List.of(new RuleFile("rule.yml", rule)), Declared.inputs());
    Configuration settings = settings(FlinkSettings.detection());
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    JobSettings job = new JobSettings(Declared.inputs(), client, "");
    String message =
        assertThrows(
                InvalidConfigurationException.class, () -> LiveDetection.demand(env, job, rules))
            .getMessage();
    assertTrue(message.contains("see topic dns-queries"), message);
  }

  /** Then the client's properties have to. */
  private static void aBrokerThatDoesNotSayHowLongATransactionMayLast(Properties client)
      throws Exception {
    RuleSet rules = Streams.compile(RuleFile.catalogue(), Declared.inputs());
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
        DetectionInputs.alone(rules, Declared.inputs()));
  }

  // --- the broker: without a password one may do everything, with one what is allowed ---

  private static Properties guarded() {
    Properties broker = new Properties();
    broker.put(
        "listeners", "PLAINTEXT://localhost:0,GUARDED://localhost:0,CONTROLLER://localhost:0");
    broker.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,GUARDED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    broker.put("listener.name.guarded.sasl.enabled.mechanisms", "PLAIN");
    broker.put(
        "listener.name.guarded.plain.sasl.jaas.config",
        LOGIN + "user_blocklist=\"%s\" user_detection=\"%s\";".formatted(PASSWORD, PASSWORD));
    broker.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    broker.put("super.users", "User:ANONYMOUS");
    return broker;
  }

  /** The broker applies what its controller has accepted a moment later. */
  private static void allow(KafkaBroker broker) throws Exception {
    List<AclBinding> allowed = new ArrayList<>(AccessTable.allowed("blocklist job", "blocklist"));
    allowed.addAll(AccessTable.allowed("detection job", "detection"));
    try (Admin admin = Admin.create(broker.client())) {
      admin.createAcls(allowed).all().get();
      Await.until(
          "the broker's own view of what is allowed",
          () -> admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(allowed));
    }
  }

  private static Properties client(KafkaBroker broker, String user) {
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrap("GUARDED"));
    client.put("security.protocol", "SASL_PLAINTEXT");
    client.put("sasl.mechanism", "PLAIN");
    client.put(
        "sasl.jaas.config", LOGIN + "username=\"%s\" password=\"%s\";".formatted(user, PASSWORD));
    return client;
  }

  // --- the jobs ---

  private static JobClient startBlocklist(FlinkCluster cluster, Properties client, Path folder)
      throws Exception {
    Path list = Files.writeString(folder.resolve("list.txt"), "listed.example\n");
    StreamExecutionEnvironment env = cluster.environment(settings(FlinkSettings.blocklist()), 1);
    ListSettings lists = ListSettings.ofFile(list).withPoliciesOn(client, "");
    JobSettings job = new JobSettings(Declared.inputs(), client, "");
    LiveBlocklist.demand(job, lists);
    LiveBlocklist.build(env, job, lists);
    return env.executeAsync(LiveBlocklist.NAME);
  }

  private static JobClient startDetection(FlinkCluster cluster, Properties client, Path folder)
      throws Exception {
    Configuration settings = settings(FlinkSettings.detection());
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    StreamExecutionEnvironment env = cluster.environment(settings, 1);
    RuleSet rules = Streams.compile(RuleFile.catalogue(), Declared.inputs());
    JobSettings job = new JobSettings(Declared.inputs(), client, "");
    LiveDetection.build(env, job, rules, LiveDetection.demand(env, job, rules));
    return env.executeAsync(LiveDetection.NAME);
  }

  /** What is denied ends the job, which then is not started again. */
  private static Configuration settings(Configuration settings) {
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    return settings;
  }

  // --- events ---

  private static byte[] query() {
    return AvroCodec.of(DnsQuery.class)
        .encode(
            DnsQuery.newBuilder()
                .setEventId("query")
                .setEventTime(Instant.now())
                .setProvider("isp.example")
                .setQuery("listed.example")
                .setRecordType("A")
                .setAnswers(List.of())
                .setTransport(Transport.UDP)
                .setNetworkClass(NetworkClass.HOME)
                .build());
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

package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.LocalJobs;
import org.drey.local.cluster.SharedBroker;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.DetectionInputs;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveDetection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of the running detection job. Two partitions of each stream that drives it; the first
 * of payments is the bank that gives trouble, all others are on time. Silence passes where the test
 * says so.
 */
@Timeout(300)
final class ClockEndToEndIT {
  private static final List<String> DRIVING =
      List.of(TopicNames.DNS_QUERIES, TopicNames.PAYMENTS, TopicNames.LIVESTREAM_SESSIONS);
  private static final Duration SILENCE =
      DreyConfiguration.DEFAULT.time().idleAfter().plusSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private SharedBroker broker;
  private FlinkCluster cluster;
  private JobTopics topics;
  private JobClient running;
  private WatchedJob job;
  private Instant now = WorldSettings.START;
  private int events;

  @BeforeEach
  void start() throws Exception {
    broker = SharedBroker.open();
    broker.createTopicsOfThePast(JobTopics.PARTITIONS);
    topics = new JobTopics(broker.client());
    cluster = FlinkCluster.start(1, JobTopics.PARTITIONS, 0, WatchedJob.prompt());
    DreyConfiguration configuration = Declared.inputs();
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), configuration);
    JobSettings settings = new JobSettings(configuration, broker.client(), "");
    LocalJobs.Detection parts =
        new LocalJobs.Detection(
            rules,
            DetectionInputs.alone(rules, configuration), // every stream is read
            MovedClock.silence(configuration.time().idleAfter()));
    running =
        new LocalJobs(cluster, settings, folder.resolve("checkpoints"), LocalJobs.AS_DEPLOYED)
            .startDetection(parts, JobTopics.PARTITIONS, null);
    job = new WatchedJob(cluster.address(), running);
    arrive(everybody());
    assertClock(now);
  }

  /** Usual settings; every stream is read. */
  @AfterEach
  void stop() throws Exception {
    topics.close();
    cluster.close();
    broker.close();
  }

  /** A partition of a topic. */
  private record Partition(String topic, int number) {}

  private static final Partition BANK = new Partition(TopicNames.PAYMENTS, 0);
  private static final Partition OTHER_BANK = new Partition(TopicNames.PAYMENTS, 1);

  private static List<Partition> everybody() {
    List<Partition> all = new ArrayList<>();
    for (String topic : DRIVING) {
      for (int i = 0; i < JobTopics.PARTITIONS; i++) {
        all.add(new Partition(topic, i));
      }
    }
    return all;
  }

  private static List<Partition> everybodyBut(Partition one) {
    return everybody().stream().filter(partition -> !partition.equals(one)).toList();
  }

  private static List<Partition> everybodyButOf(String topic) {
    return everybody().stream().filter(partition -> !partition.topic().equals(topic)).toList();
  }

  /** Something happens now at each partition, and is received at once. */
  private void arrive(List<Partition> partitions) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Partition partition : partitions) {
      records.add(record(partition, now, now));
    }
    List<RecordMetadata> unused = topics.send(records);
  }

  private void arrive(Partition partition, Instant eventTime) throws Exception {
    List<RecordMetadata> unused = topics.send(List.of(record(partition, eventTime, now)));
  }

  private ProducerRecord<byte[], byte[]> record(Partition to, Instant eventTime, Instant receivedAt)
      throws Exception {
    return new ProducerRecord<>(
        to.topic(),
        to.number(),
        receivedAt.toEpochMilli(),
        null,
        event(to.topic(), TopicNames.recordClass(to.topic()), eventTime));
  }

  private <T extends SpecificRecordBase> byte[] event(String topic, Class<T> type, Instant time)
      throws Exception {
    T event = Samples.of(topic, type);
    event.put(event.getSchema().getField("event_id").pos(), "event-" + events++);
    event.put(event.getSchema().getField("event_time").pos(), time);
    return AvroCodec.of(type).encode(event);
  }

  private void assertClock(Instant time) throws Exception {
    ConditionWait.until("the clock is " + time, () -> job.clock().equals(time.minusMillis(1)));
  }

  private void assertClockAfterSilence(Instant time) throws Exception {
    ConditionWait.until(
        "the clock is that of the others, " + time,
        () -> {
          MovedClock.pass(SILENCE); // again, for partitions that are not open yet
          return job.clock().equals(time.minusMillis(1));
        });
  }

  /** All tasks end with their machine, and start from a checkpoint. */
  private void restart() throws Exception {
    cluster.checkpoint(running);
    long before = cluster.restores(running);
    cluster.replaceTaskManager();
    ConditionWait.until("the restart", () -> cluster.restores(running) > before);
  }

  /** Something that the bank sends when an hour has passed. */
  private interface Trouble {
    void arrives() throws Exception;
  }

  /** The clock goes with the others, hour by hour. */
  private void assertHoldsNothing(Trouble trouble) throws Exception {
    for (int i = 0; i < 3; i++) {
      now = now.plus(HOUR);
      MovedClock.pass(SILENCE);
      trouble.arrives();
      arrive(everybodyBut(BANK));
      assertClock(now);
    }
  }

  @Test
  void hoursOfSilenceOfAnyStreamAndOfAllHoldNothing() throws Exception {
    for (String silent : DRIVING) {
      for (int i = 0; i < 3; i++) {
        now = now.plus(HOUR);
        MovedClock.pass(SILENCE);
        arrive(everybodyButOf(silent));
        assertClock(now);
      }
    }
    MovedClock.pass(Duration.ofHours(3));
    now = now.plus(Duration.ofHours(3));
    arrive(everybody());
    assertClock(now);
  }

  @Test
  void aProviderWhoseRecordsAreAllRejectedHoldsNothing() throws Exception {
    assertHoldsNothing(() -> arrive(BANK, now.plus(HOUR))); // of the future
    assertHoldsNothing(() -> arrive(BANK, Instant.ofEpochSecond(now.toEpochMilli() / 1_000_000)));
  }

  @Test
  void aProviderThatRepeatsLastWeekHoldsNothingNorAfterARestart() throws Exception {
    assertHoldsNothing(() -> arrive(BANK, now.minus(Duration.ofDays(7))));
    restart();
    now = now.plus(HOUR);
    arrive(BANK, now.minus(Duration.ofDays(7)));
    arrive(everybodyBut(BANK));
    assertClockAfterSilence(now);
    assertHoldsNothing(() -> arrive(BANK, now.minus(Duration.ofDays(7))));
  }

  @Test
  void aProviderHoldsTheClockByAsMuchAsItIsBehindUpToItsLateness() throws Exception {
    assertHoldsNothing(() -> arrive(BANK, now.minus(Duration.ofHours(30))));
    now = now.plus(Duration.ofDays(1));
    Instant behind = now.minus(Duration.ofHours(20));
    arrive(BANK, behind);
    arrive(everybodyBut(BANK));

    assertClock(behind);
    ConditionWait.until(
        "the metric says by how much",
        () ->
            job.largest("Source: payments", "payments.partition.0.clock_held_back_ms")
                == Duration.ofHours(20).toMillis());
  }

  @Test
  void oneThatHasToWaitForAnotherIsReadOnHoweverLongThatTakes() throws Exception {
    tenDaysOfTheOtherBank();
    MovedClock.pass(Duration.ofHours(5));
    assertClock(now);

    now = now.plus(HOUR);
    arrive(everybody());
    assertClock(now);
    assertEquals(0, cluster.restores(running));
  }

  @Test
  void oneThatIsSilentSinceARestartHoldsNoReading() throws Exception {
    tenDaysOfTheOtherBank();
    restart();
    for (int i = 0; i < 40; i++) { // for longer than sources need to agree on who has to wait
      now = now.plus(HOUR);
      arrive(OTHER_BANK, now);
      assertClockAfterSilence(now);
    }
  }

  @Test
  void theClockComesBackAfterARestartWithoutARecord() throws Exception {
    now = now.plus(HOUR);
    arrive(OTHER_BANK, now); // all others hold the clock, who are not silent yet
    ConditionWait.until(
        "a checkpoint is behind the record",
        () -> {
          cluster.checkpoint(running);
          return topics.isRead(LiveDetection.NAME, TopicNames.PAYMENTS);
        });
    restart();

    assertClockAfterSilence(now);
  }

  /** More than alignment lets it be ahead of the bank, which it waits for. */
  private void tenDaysOfTheOtherBank() throws Exception {
    for (int i = 0; i < 40; i++) {
      now = now.plus(Duration.ofHours(6));
      arrive(OTHER_BANK, now);
    }
    ConditionWait.until(
        "alignment pauses a partition",
        () -> job.largest("Source: payments", "accumulatedPausedTimeMs") > 0);
  }
}

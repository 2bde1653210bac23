package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Payment;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.SharedBroker;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveDetection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a broker deletes before it is read does not go without a word. */
@Timeout(180)
final class MissingRecordsEndToEndIT {
  @TempDir Path folder;
  private SharedBroker broker;
  private FlinkCluster cluster;
  private JobTopics topics;
  private LiveJobs jobs;

  @BeforeEach
  void start() throws Exception {
    broker = SharedBroker.open();
    cluster = FlinkCluster.start(1, 1, 0, WatchedJob.prompt());
    topics = new JobTopics(broker.client());
    broker.createTopics(JobTopics.PARTITIONS);
    jobs =
        new LiveJobs(
            cluster,
            new JobSettings(Declared.inputs(), broker.client(), ""),
            StreamRegistry.compile(List.of(), Declared.inputs()),
            folder.resolve("checkpoints"));
    topics.send(TopicNames.PAYMENTS, payments(0, 10));
    jobs.startDetection(1, null);
    awaitRead();
  }

  @AfterEach
  void stop() throws Exception {
    topics.close();
    cluster.close();
    broker.close();
  }

  @Test
  void ofWhatComesWhileTheJobIsAwayTheDeletedIsCounted() throws Exception {
    Path checkpoint = jobs.jobs().switchOffDetection();
    topics.send(TopicNames.PAYMENTS, payments(10, 20));
    deleteBefore(16);
    jobs.startDetection(1, checkpoint);
    awaitMissing(6);
  }

  /** A transaction that is open holds the job back while the broker deletes a part of it. */
  @Test
  void ofWhatARunningJobHasNotReadTheDeletedIsCountedAndTheMarkOfATransactionIsNot()
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      for (JobTopics.Numbered one : payments(10, 20)) {
        var unused = producer.send(new ProducerRecord<>(TopicNames.PAYMENTS, 0, null, one.value()));
      }
      producer.flush();
      deleteBefore(16);
      producer.commitTransaction();
    }
    awaitMissing(6);
    topics.send(TopicNames.PAYMENTS, payments(20, 21));
    awaitRead();
    LiveJobs.awaitVisible(topics);
    assertEquals(6, watched().sum("records_missing"));
  }

  private void awaitRead() throws Exception {
    ConditionWait.until(
        "all is read", () -> topics.isRead(LiveDetection.NAME, TopicNames.PAYMENTS));
  }

  private void awaitMissing(long count) throws Exception {
    ConditionWait.until("what is gone is counted", () -> watched().sum("records_missing") == count);
  }

  private WatchedJob watched() {
    return new WatchedJob(cluster.address(), jobs.jobs().running().get(0));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = new Properties();
    properties.putAll(broker.client());
    properties.setProperty("transactional.id", "a-provider");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void deleteBefore(long offset) throws Exception {
    RecordsToDelete gone = RecordsToDelete.beforeOffset(offset);
    try (Admin admin = Admin.create(broker.client())) {
      admin.deleteRecords(Map.of(new TopicPartition(TopicNames.PAYMENTS, 0), gone)).all().get();
    }
  }

  /** All on partition 0. */
  private static List<JobTopics.Numbered> payments(int from, int to) throws Exception {
    List<JobTopics.Numbered> payments = new ArrayList<>();
    Payment payment = Samples.of(TopicNames.PAYMENTS, Payment.class);
    for (int i = from; i < to; i++) {
      payment.setEventId("event-" + i);
      payment.setEventTime(Instant.now());
      payments.add(new JobTopics.Numbered(0, AvroCodec.of(Payment.class).encode(payment)));
    }
    return payments;
  }
}

package org.drey.local.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.drey.definitions.stream.Streams;
import org.drey.event.Payment;
import org.drey.event.Topics;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.Await;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveDetection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a broker has deleted while the job was away does not go without a word. */
final class MissingRecordsEndToEndIT {
  private static final int READ = 10;
  private static final int GONE_UP_TO = 16;

  @TempDir Path folder;

  @Test
  @Timeout(180)
  void aCheckpointOlderThanWhatTheBrokerKeepsIsCounted() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")));
        FlinkCluster cluster = FlinkCluster.start(1, 1, 0, WatchedJob.prompt());
        KafkaTopics topics = new KafkaTopics(broker.client())) {
      broker.createTopics(KafkaTopics.PARTITIONS);
      JobSettings settings = new JobSettings(Declared.inputs(), broker.client(), "");
      LiveJobs jobs =
          new LiveJobs(
              cluster,
              settings,
              Streams.compile(List.of(), Declared.inputs()),
              folder.resolve("checkpoints"));
      topics.send(Topics.PAYMENTS, payments(0, READ));
      jobs.startDetection(1, null);
      Await.until("the first are read", () -> topics.isRead(LiveDetection.NAME, Topics.PAYMENTS));
      Path checkpoint = jobs.cancelDetection();

      topics.send(Topics.PAYMENTS, payments(READ, 20));
      delete(broker);
      jobs.startDetection(1, checkpoint);
      WatchedJob job = new WatchedJob(cluster.address(), jobs.running().get(0));
      Await.until("what is gone is counted", () -> job.sum("records_missing") == GONE_UP_TO - READ);
    }
  }

  private static void delete(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(Topics.PAYMENTS, 0), RecordsToDelete.beforeOffset(GONE_UP_TO)))
          .all()
          .get();
    }
  }

  /** All on partition 0. */
  private static List<KafkaTopics.Numbered> payments(int from, int to) throws Exception {
    List<KafkaTopics.Numbered> payments = new ArrayList<>();
    Payment payment = Samples.of(Topics.PAYMENTS, Payment.class);
    for (int i = from; i < to; i++) {
      payment.setEventId("event-" + i);
      payment.setEventTime(Instant.now());
      payments.add(new KafkaTopics.Numbered(0, AvroCodec.of(Payment.class).encode(payment)));
    }
    return payments;
  }
}

package org.drey.local.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class KafkaBrokerIT {
  @TempDir Path folder;

  @Test
  @Timeout(60)
  void startsAndStopsTwiceAndLeavesNothingRunning() throws Exception {
    Set<Thread> before = Threads.now();
    for (String name : new String[] {"first", "second"}) {
      try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve(name)))) {
        broker.createTopics(2);
        try (Admin admin = Admin.create(broker.client())) {
          assertEquals(new HashSet<>(TopicNames.ALL), admin.listTopics().names().get());
        }
      }
    }
    Threads.assertNoneSince(before);
  }

  /**
   * Of two batches, sent one after the other, the second may be stored while the first is refused,
   * if the partition gets its leader in between; the first then never fits again.
   */
  @Test
  @Timeout(60)
  void aPartitionTakesRecordsOnceItsTopicIsCreated() throws Exception {
    int partitions = 300;
    try (KafkaBroker broker = KafkaBroker.start(folder)) {
      Properties properties = broker.client();
      properties.setProperty("batch.size", "0");
      properties.setProperty("delivery.timeout.ms", "10000");
      properties.setProperty("request.timeout.ms", "9000");
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        broker.create(List.of(new NewTopic("many", partitions, (short) 1)));
        for (int i = 0; i < 10 * partitions; i++) {
          sent.add(producer.send(new ProducerRecord<>("many", i % partitions, null, new byte[1])));
        }
        for (Future<RecordMetadata> one : sent) {
          assertEquals("many", one.get().topic());
        }
      }
    }
  }
}

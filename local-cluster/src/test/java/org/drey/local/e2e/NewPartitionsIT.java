package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.base.AtomicFile;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.publish.KeyFile;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.cli.blocklist.ManifestSender;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.Audience;
import org.drey.event.SubscriberPolicy;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.SharedBroker;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.ListsInForce;
import org.drey.streaming.lists.SharedLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists and policies are followed on partitions, too, that a topic gets while a job runs. */
final class NewPartitionsIT {
  private static final int BEFORE = 1;
  private static final int AFTER = 3;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void whatComesOnNewPartitionsIsSeen() throws Exception {
    Path key = folder.resolve("list.key");
    KeyFile.create(key);
    Path lists = folder.resolve("lists");
    try (SharedBroker broker = SharedBroker.open()) {
      broker.createTopics(BEFORE);
      new ManifestSender(broker.client(), "").send(publish(lists, key, "a.example\n"));
      ListSettings settings =
          ListSettings.announced(lists, broker.client(), "")
              .withKey(key)
              .withPoliciesOn(broker.client(), "");
      try (ListsInForce followed = SharedLists.acquire(settings)) {
        assertEquals(1, followed.lists().lists().get(0).sequence());
        addPartitions(broker);
        PublishedManifest second = publish(lists, key, "a.example\nb.example\n");
        send(broker, TopicNames.BLOCKLIST_CONTROL, 2, second.listId(), ManifestRecords.of(second));
        send(broker, TopicNames.SUBSCRIBER_POLICIES, 1, "default|1|subject-1", policy("subject-1"));
        ConditionWait.until(
            "the list of a new partition is in force",
            () -> followed.lists().lists().get(0).sequence() == 2);
        ConditionWait.until(
            "the policy of a new partition counts",
            () ->
                followed.subscribers().profile("default", 1, "subject-1").audience()
                    == Audience.CHILD);
      }
    }
  }

  private PublishedManifest publish(Path lists, Path key, String names) throws Exception {
    Path file = folder.resolve("compiled.list");
    AtomicFile.write(
        file,
        PlainLists.compile("kids", names.getBytes(StandardCharsets.UTF_8), KeyFile.read(key))
            ::writeTo);
    return new ListStore(lists, KeyFile.read(key)).publish(file, Instant.now());
  }

  private static void addPartitions(SharedBroker broker) throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      admin
          .createPartitions(
              Map.of(
                  TopicNames.BLOCKLIST_CONTROL, NewPartitions.increaseTo(AFTER),
                  TopicNames.SUBSCRIBER_POLICIES, NewPartitions.increaseTo(AFTER)))
          .all()
          .get();
    }
  }

  private static SubscriberPolicy policy(String subject) {
    return SubscriberPolicy.newBuilder()
        .setSubject(subject)
        .setAudience(Audience.CHILD)
        .setCategories(List.of())
        .setUpdatedAt(Instant.now())
        .build();
  }

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecordBase> void send(
      SharedBroker broker, String topic, int partition, String key, T value) throws Exception {
    byte[] bytes = AvroCodec.of((Class<T>) value.getClass()).encode(value);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), bytes))
          .get();
    }
  }
}

package org.drey.local.e2e;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.KafkaTopics;
import org.drey.topics.RecordProducer;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;

/** Writes and reads the topics of a test. */
final class JobTopics implements AutoCloseable {
  static final int PARTITIONS = 2;

  private final Properties client;
  private final Admin admin;

  JobTopics(Properties client) {
    this.client = client;
    this.admin = Admin.create(client);
  }

  /**
   * A record's value, and which of its topic it is.
   *
   * @param time the record's own time, null for the present
   */
  record Numbered(int number, @Nullable Instant time, byte[] value) {
    Numbered(int number, byte[] value) {
      this(number, null, value);
    }

    private ProducerRecord<byte[], byte[]> on(String topic) {
      Long timestamp = time == null ? null : time.toEpochMilli();
      return new ProducerRecord<>(topic, number % PARTITIONS, timestamp, null, value);
    }
  }

  /** Sends values, each to the partition of its number; returns when all are stored. */
  void send(String topic, List<Numbered> values) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Numbered one : values) {
      records.add(one.on(topic));
    }
    List<RecordMetadata> unused = send(records);
  }

  /** Sends records; returns where they are when all are stored. */
  List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer = RecordProducer.open(client)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> one : records) {
        sent.add(producer.send(one));
      }
      List<RecordMetadata> stored = new ArrayList<>();
      for (Future<RecordMetadata> one : sent) {
        stored.add(one.get());
      }
      return stored;
    } catch (Exception e) {
      throw new IllegalStateException("records cannot be written", e);
    }
  }

  private static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
  }

  /** Where the partitions of a topic end. */
  private Map<TopicPartition, Long> ends(String topic, IsolationLevel level) throws Exception {
    Map<TopicPartition, OffsetSpec> latest =
        partitions(topic).stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest, new ListOffsetsOptions(level))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Whether a job's last checkpoint is behind everything on a topic. */
  boolean isRead(String job, String topic) throws Exception {
    var positions = admin.listConsumerGroupOffsets(job).partitionsToOffsetAndMetadata().get();
    for (var end : ends(topic, IsolationLevel.READ_UNCOMMITTED).entrySet()) {
      var position = positions.get(end.getKey());
      if (end.getValue() > 0 && (position == null || position.offset() < end.getValue())) {
        return false;
      }
    }
    return true;
  }

  /**
   * What a job will read next of a topic, by partition, as its last checkpoint has committed it.
   */
  Map<Integer, Long> positions(String job, String topic) throws Exception {
    Map<Integer, Long> positions = new HashMap<>();
    admin
        .listConsumerGroupOffsets(job)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach(
            (partition, position) -> {
              if (partition.topic().equals(topic)) {
                positions.put(partition.partition(), position.offset());
              }
            });
    return positions;
  }

  /** Whether no transaction is open on a topic. */
  boolean isSettled(String topic) throws Exception {
    return ends(topic, IsolationLevel.READ_COMMITTED)
        .equals(ends(topic, IsolationLevel.READ_UNCOMMITTED));
  }

  /** Ends all transactions, and fences the producers that have them. */
  void fenceTransactions() throws Exception {
    List<String> ids =
        admin.listTransactions().all().get().stream()
            .map(TransactionListing::transactionalId)
            .toList();
    admin.fenceProducers(ids).all().get();
  }

  /** Every committed record of a topic, on which there is nothing else. */
  <T extends SpecificRecordBase> List<T> committed(String topic, Class<T> type) throws Exception {
    AvroCodec<T> codec = AvroCodec.of(type);
    List<T> all = new ArrayList<>();
    for (byte[] value : values(topic)) {
      all.add(codec.decode(value));
    }
    return all;
  }

  /** Every committed record of a topic that can be decoded. */
  <T extends SpecificRecordBase> List<T> decodable(String topic, Class<T> type) throws Exception {
    AvroCodec<T> codec = AvroCodec.of(type);
    List<T> all = new ArrayList<>();
    for (byte[] value : values(topic)) {
      try {
        all.add(codec.decode(value));
      } catch (InvalidRecordException e) {
        // poison
      }
    }
    return all;
  }

  /** The newest committed record of each key that was not deleted after it. */
  <T extends SpecificRecordBase> Map<String, T> present(String topic, Class<T> type)
      throws Exception {
    AvroCodec<T> codec = AvroCodec.of(type);
    Map<String, T> present = new HashMap<>();
    for (TopicRecord one : records(topic)) {
      if (one.value() == null) {
        present.remove(one.key());
      } else {
        present.put(one.key(), codec.decode(one.value()));
      }
    }
    return present;
  }

  /** Returns the value of every committed record of a topic. */
  List<byte[]> values(String topic) throws Exception {
    return records(topic).stream().map(TopicRecord::value).toList();
  }

  private List<TopicRecord> records(String topic) throws IOException {
    List<TopicRecord> all = new ArrayList<>();
    try (TopicReader reader =
        TopicReader.fromBeginning(new KafkaTopics(client, ""), List.of(topic))) {
      reader.readToEnd(all::add);
    }
    return all;
  }

  @Override
  public void close() {
    admin.close();
  }
}

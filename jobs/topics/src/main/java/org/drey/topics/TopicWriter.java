package org.drey.topics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.event.wire.AvroCodec;
import org.jspecify.annotations.Nullable;

/** Writes single records to a topic, and waits until the brokers have each. Thread-safe. */
public final class TopicWriter<T extends SpecificRecordBase> {
  private static final String WAIT_MILLIS = "30000";

  private final Properties kafka = new Properties();
  private final String topic;
  private final Class<T> type;

  /**
   * A topic.
   *
   * @param client the client's properties; they are not changed
   * @param topic its full name
   */
  public TopicWriter(Properties client, String topic, Class<T> type) {
    kafka.setProperty("max.block.ms", WAIT_MILLIS);
    kafka.setProperty("request.timeout.ms", WAIT_MILLIS);
    kafka.setProperty("delivery.timeout.ms", WAIT_MILLIS);
    kafka.putAll(client);
    kafka.setProperty("acks", "all");
    kafka.setProperty("linger.ms", "0");
    this.topic = topic;
    this.type = type;
  }

  /** The topic's full name. */
  public String topic() {
    return topic;
  }

  /**
   * Sends a record.
   *
   * @throws IOException if the brokers may not have it; its message says why
   */
  public RecordMetadata send(String key, T record) throws IOException, InterruptedException {
    byte[] value = AvroCodec.of(type).encode(record); // a new one: a codec belongs to one thread
    return sendAll(List.of(record(key, value))).get(0);
  }

  /**
   * Deletes what there is of keys on a compacted topic.
   *
   * @throws IOException if some may be there still; its message says why
   */
  public void delete(Collection<String> keys) throws IOException, InterruptedException {
    List<RecordMetadata> unused = sendAll(keys.stream().map(key -> record(key, null)).toList());
  }

  private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private List<RecordMetadata> sendAll(List<ProducerRecord<byte[], byte[]>> records)
      throws IOException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
      List<RecordMetadata> taken = new ArrayList<>();
      for (Future<RecordMetadata> one : sent) {
        taken.add(one.get());
      }
      return taken;
    } catch (ExecutionException | KafkaException e) {
      throw new BrokerFaults(kafka).of(e);
    }
  }
}

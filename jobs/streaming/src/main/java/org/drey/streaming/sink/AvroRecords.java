package org.drey.streaming.sink;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.drey.event.wire.AvroCodec;
import org.jspecify.annotations.Nullable;

/** Encodes records for a topic as Avro single objects. */
public final class AvroRecords<T extends SpecificRecordBase>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final Class<T> type;
  private final Key<T> key;
  private final Existence<T> existence;
  private final boolean keepsTime;
  private transient AvroCodec<T> codec;

  /** The record key; null for none. */
  public interface Key<T> extends Serializable {
    @Nullable String of(T datum);
  }

  /**
   * A test whether a record says that something is there; else it is written as a deletion of its
   * key.
   */
  public interface Existence<T> extends Serializable {
    boolean isThere(T datum);
  }

  /**
   * Records of a topic.
   *
   * @param keepsTime whether a record bears the time of the record that it comes from, rather than
   *     that at which it was written
   */
  AvroRecords(String topic, Class<T> type, Key<T> key, Existence<T> existence, boolean keepsTime) {
    this.topic = topic;
    this.type = type;
    this.key = key;
    this.existence = existence;
    this.keepsTime = keepsTime;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
    codec = AvroCodec.of(type);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T datum, KafkaSinkContext context, @Nullable Long timestamp) {
    String name = key.of(datum);
    byte[] keyBytes = name == null ? null : name.getBytes(StandardCharsets.UTF_8);
    Long time = keepsTime && timestamp != null ? Math.max(0, timestamp) : null;
    byte[] value = existence.isThere(datum) ? codec.encode(datum) : null;
    return new ProducerRecord<>(topic, null, time, keyBytes, value);
  }

  /** The pool of transactional ids has to know which topic it writes. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}

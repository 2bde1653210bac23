package org.drey.streaming.stream;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.event.ArrivalType;

/** Decodes Kafka records of a stream. A record that cannot be decoded becomes an arrival too. */
final class KafkaArrivals<T extends SpecificRecordBase>
    implements KafkaRecordDeserializationSchema<Arrival<T>> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final String topic;
  private transient AvroCodec<T> codec;
  private transient Acceptance<T> acceptance;

  KafkaArrivals(StreamDefinition<T> stream) {
    this.type = stream.type();
    this.topic = stream.topic();
  }

  @Override
  @SuppressWarnings("unchecked") // the definition of a topic has the topic's record class
  public void open(DeserializationSchema.InitializationContext context) {
    codec = AvroCodec.of(type);
    acceptance = new Acceptance<>((StreamDefinition<T>) Streams.of(topic));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Arrival<T>> out) {
    try {
      T datum = codec.decode(message.value());
      out.collect(
          acceptance.accept(
              datum, message.topic(), message.partition(), message.offset(), message.timestamp()));
    } catch (InvalidRecordException e) {
      out.collect(acceptance.reject(e, message.topic(), message.partition(), message.offset()));
    }
  }

  @Override
  public TypeInformation<Arrival<T>> getProducedType() {
    return ArrivalType.of(type);
  }
}

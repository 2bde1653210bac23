package org.drey.streaming.stream;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
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
    out.collect(arrival(message));
  }

  private Arrival<T> arrival(ConsumerRecord<byte[], byte[]> message) {
    String name = message.topic();
    int partition = message.partition();
    long offset = message.offset();
    try {
      T datum = codec.decode(message.value());
      return acceptance.accept(datum, name, partition, offset, receivedAt(message));
    } catch (InvalidRecordException e) {
      return acceptance.reject(e, name, partition, offset);
    } catch (RuntimeException | StackOverflowError e) {
      return acceptance.unexpected(e, name, partition, offset);
    }
  }

  /** When the broker took the record; where the topic bears the producer's time, not after now. */
  private static long receivedAt(ConsumerRecord<byte[], byte[]> message) {
    return message.timestampType() == TimestampType.LOG_APPEND_TIME
        ? message.timestamp()
        : Math.min(message.timestamp(), System.currentTimeMillis());
  }

  @Override
  public TypeInformation<Arrival<T>> getProducedType() {
    return ArrivalType.of(type);
  }
}

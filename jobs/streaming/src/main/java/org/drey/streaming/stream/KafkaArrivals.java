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
import org.drey.rules.event.StreamSchema;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.event.ArrivalType;
import org.drey.streaming.event.Place;

/** Decodes Kafka records of a stream. A record that cannot be decoded becomes an arrival too. */
final class KafkaArrivals<T extends SpecificRecordBase>
    implements KafkaRecordDeserializationSchema<Arrival<T>> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final StreamSchema stream;
  private transient AvroCodec<T> codec;
  private transient Acceptance<T> acceptance;

  /** Decodes the records of a class, which are those of a stream with the lateness that applies. */
  KafkaArrivals(Class<T> type, StreamSchema stream) {
    this.type = type;
    this.stream = stream;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = AvroCodec.of(type);
    acceptance = new Acceptance<>(stream);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Arrival<T>> out) {
    out.collect(arrival(message));
  }

  private Arrival<T> arrival(ConsumerRecord<byte[], byte[]> message) {
    Place place = new Place(message.topic(), message.partition(), message.offset());
    long receivedAt = receivedAt(message);
    try {
      return acceptance.accept(codec.decode(message.value()), place, receivedAt);
    } catch (InvalidRecordException e) {
      return acceptance.reject(e, place, receivedAt);
    } catch (RuntimeException | StackOverflowError e) {
      return acceptance.unexpected(e, place, receivedAt);
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

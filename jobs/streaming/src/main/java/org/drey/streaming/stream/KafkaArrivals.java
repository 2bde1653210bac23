package org.drey.streaming.stream;

import java.io.IOException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.event.StreamSchema;
import org.drey.streaming.config.Bindings;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.event.ArrivalType;
import org.drey.streaming.event.Place;
import org.drey.streaming.lists.Seldom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes Kafka records of a stream. A record that cannot be decoded becomes an arrival too; one of
 * a topic that the stream is no longer read from is none. Such a topic is still among the splits of
 * a checkpoint when the configuration has lost it; its records are dropped, undecoded, and counted
 * as {@code records_unconfigured}.
 */
final class KafkaArrivals<T extends SpecificRecordBase>
    implements KafkaRecordDeserializationSchema<Arrival<T>> {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaArrivals.class);
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final StreamSchema stream;
  private final Bindings bindings;
  private final Decoder.Source<T> decoders;
  private final LogStarts logStarts;
  private transient Decoder<T> decoder;
  private transient Acceptance<T> acceptance;
  private transient MissingRecords missing;
  private transient Counter unconfigured;
  private transient Seldom seldom;

  KafkaArrivals(StreamDefinition<T> stream, Bindings bindings, LogStarts logStarts) {
    this(stream, bindings, logStarts, decoders(stream.type()));
  }

  KafkaArrivals(
      StreamDefinition<T> stream,
      Bindings bindings,
      LogStarts logStarts,
      Decoder.Source<T> decoders) {
    this.decoders = decoders;
    this.logStarts = logStarts;
    this.type = stream.type();
    this.stream = stream.schema();
    this.bindings = bindings;
  }

  private static <T extends SpecificRecordBase> Decoder.Source<T> decoders(Class<T> type) {
    return () -> AvroCodec.of(type)::decode;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = decoders.create();
    acceptance = new Acceptance<>(stream, bindings);
    missing = new MissingRecords(logStarts, context.getMetricGroup());
    unconfigured = context.getMetricGroup().counter("records_unconfigured");
    seldom = new Seldom();
  }

  /** Says where a partition is read from; below zero if that is not known. */
  void startAt(TopicPartition partition, long offset) {
    missing.startAt(partition, offset);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Arrival<T>> out)
      throws IOException {
    if (bindings.of(message.topic()) == null) {
      drop(message.topic());
    } else {
      missing.see(
          message.topic(), message.partition(), message.offset(), System.currentTimeMillis());
      out.collect(arrival(message));
    }
  }

  private void drop(String topic) {
    unconfigured.inc();
    if (seldom.isDue(topic, System.currentTimeMillis())) {
      LOG.warn(
          "Records of {} are dropped: the state says to read {} from it, the configuration no"
              + " longer does. This ends with a start without state.",
          topic,
          stream.topic());
    }
  }

  private Arrival<T> arrival(ConsumerRecord<byte[], byte[]> message) {
    Place place = new Place(message.topic(), message.partition(), message.offset());
    long receivedAt = receivedAt(message);
    try {
      return acceptance.accept(decoder.decode(message.value()), place, receivedAt);
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

  /** Nothing more is decoded. */
  void close() {
    missing.close();
  }

  @Override
  public TypeInformation<Arrival<T>> getProducedType() {
    return ArrivalType.of(type);
  }
}

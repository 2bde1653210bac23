package org.drey.streaming.source;

import static org.apache.kafka.clients.admin.AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.admin.AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.drey.base.LogLimiter;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.RecordAcceptance;
import org.drey.definitions.stream.RecordAdmission;
import org.drey.definitions.stream.RecordIntake;
import org.drey.definitions.stream.UnwantedRecords;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.schema.RecordPosition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes Kafka records of one kind, but not those that no rule wants. Each of these becomes an
 * arrival too, and so does a record that cannot be decoded; what deletes a key of a compacted topic
 * is none, nor is a record of a topic that is no longer read. Such a topic is still among the
 * splits of a checkpoint when the configuration has lost it; its records are dropped, undecoded,
 * and counted as {@code records_unconfigured}.
 */
final class KafkaArrivals<T extends SpecificRecordBase>
    implements KafkaRecordDeserializationSchema<ArrivedRecord<T>> {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaArrivals.class);
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final String name;
  private final RecordAdmission<T> admission;
  private final boolean isCompacted;
  private final TopicBindings bindings;
  private final RecordDecoder.Source<T> decoders;
  private final UnwantedRecords.Source<T> unwantedSource;
  private final Properties kafka;
  private final String declarations;
  private transient RecordDecoder<T> decoder;
  private transient @Nullable UnwantedRecords<T> unwanted;
  private transient RecordAcceptance<T> acceptance;
  private transient LogStarts broker;
  private transient MissingRecords missing;
  private transient Counter unconfigured;
  private transient LogLimiter limiter;
  private transient ReceiptTimes receiptTimes;
  private transient @Nullable String lastTopic;
  private transient @Nullable Binding lastBinding;

  /**
   * Decodes records of one kind.
   *
   * @param unwanted finds those that need not be decoded
   * @param kafka the client's properties, by which the broker is asked for what it has deleted
   * @param declarations the hash of what the deployment declares, which is a label of a metric
   */
  KafkaArrivals(
      RecordIntake<T> intake,
      TopicBindings bindings,
      UnwantedRecords.Source<T> unwanted,
      Properties kafka,
      String declarations) {
    this(intake, bindings, unwanted, kafka, declarations, decoders(intake.type()));
  }

  KafkaArrivals(
      RecordIntake<T> intake,
      TopicBindings bindings,
      UnwantedRecords.Source<T> unwanted,
      Properties kafka,
      String declarations,
      RecordDecoder.Source<T> decoders) {
    this.decoders = decoders;
    this.unwantedSource = unwanted;
    this.kafka = kafka;
    this.declarations = declarations;
    this.type = intake.type();
    this.name = intake.topic();
    this.admission = intake.admission();
    this.isCompacted = TopicNames.kind(name).isCompacted();
    this.bindings = bindings;
  }

  private static <T extends SpecificRecordBase> RecordDecoder.Source<T> decoders(Class<T> type) {
    return () -> AvroCodec.of(type)::decode;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = decoders.create();
    unwanted = unwantedSource.create().orElse(null);
    acceptance = new RecordAcceptance<>(admission, bindings);
    broker = new LogStarts(kafka);
    missing = new MissingRecords(broker, context.getMetricGroup());
    receiptTimes = new ReceiptTimes(System::currentTimeMillis);
    unconfigured = context.getMetricGroup().counter("records_unconfigured");
    limiter = new LogLimiter();
    context
        .getMetricGroup()
        .addGroup("hash", declarations)
        .gauge("declarations", (Gauge<Integer>) () -> 1);
  }

  /** The count of what the broker deleted before it was read here. */
  MissingRecords missing() {
    return missing;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<ArrivedRecord<T>> out)
      throws IOException {
    Binding binding = binding(message.topic());
    if (binding == null) {
      drop(message.topic());
    } else {
      missing.see(message.topic(), message.partition(), message.offset());
      if (message.value() != null || !isCompacted) {
        out.collect(arrival(message, binding));
      }
    }
  }

  /** Many records in a row are of one topic, whose name is the same object. */
  @SuppressWarnings("ReferenceEquality")
  private @Nullable Binding binding(String topic) {
    if (topic != lastTopic) {
      lastTopic = topic;
      lastBinding = bindings.of(topic);
    }
    return lastBinding;
  }

  private void drop(String topic) {
    unconfigured.inc();
    if (limiter.isDue(topic)) {
      LOG.warn(
          "Records of {} are dropped: the state says to read {} from it, the configuration no"
              + " longer does. This ends with a start without state.",
          topic,
          name);
    }
  }

  private ArrivedRecord<T> arrival(ConsumerRecord<byte[], byte[]> message, Binding binding) {
    RecordPosition place =
        new RecordPosition(message.topic(), message.partition(), message.offset());
    long receivedAt = receiptTimes.of(message);
    ArrivedRecord<T> undecoded = undecoded(message.value(), place, receivedAt, binding);
    if (undecoded != null) {
      return undecoded;
    }
    try {
      return acceptance.accept(decoder.decode(message.value()), place, receivedAt, binding);
    } catch (InvalidRecordException e) {
      return acceptance.reject(e, place, receivedAt);
    } catch (RuntimeException | StackOverflowError e) {
      return acceptance.unexpected(e, place, receivedAt);
    }
  }

  /** The arrival of a record that need not be decoded, else null. */
  private @Nullable ArrivedRecord<T> undecoded(
      byte @Nullable [] message, RecordPosition place, long receivedAt, Binding binding) {
    try {
      return unwanted == null ? null : unwanted.find(message, place, receivedAt, binding);
    } catch (RuntimeException | StackOverflowError e) {
      return null; // decoded as if not looked at; what fails then is counted and a dead letter
    }
  }

  /** Nothing more is decoded. */
  void close() {
    broker.close();
  }

  @Override
  public TypeInformation<ArrivedRecord<T>> getProducedType() {
    return ArrivalType.of(type);
  }

  /** Reads the bytes of a record. */
  interface RecordDecoder<T> {
    /** The record; null bytes are a deletion. */
    T decode(byte @Nullable [] bytes) throws InvalidRecordException;

    /** Makes a decoder where records are read. */
    interface Source<T> extends Serializable {
      RecordDecoder<T> create();
    }
  }

  /** A broker that is asked over its own connection, made when it is first needed. */
  private static final class LogStarts implements MissingRecords.Broker, AutoCloseable {
    /** A broker that does not answer within this is asked again later. */
    private static final String PATIENCE_MILLIS = "5000";

    private final Properties client;
    private @Nullable Admin admin;

    LogStarts(Properties kafka) {
      client = (Properties) kafka.clone();
      client.setProperty(REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
      client.setProperty(DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    }

    @Override
    public CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> beginnings(
        Set<TopicPartition> partitions) {
      if (admin == null) {
        admin = Admin.create(client);
      }
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      partitions.forEach(partition -> asked.put(partition, OffsetSpec.earliest()));
      return admin.listOffsets(asked).all().toCompletionStage();
    }

    @Override
    public void close() {
      if (admin != null) {
        admin.close(Duration.ZERO); // what was asked is of no use any more
        admin = null;
      }
    }
  }
}

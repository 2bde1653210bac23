package org.drey.streaming.sink;

import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.admin.Admin;

/** Writes records to Kafka. */
public final class KafkaSinks {
  private final Properties kafka;
  private final String topicPrefix;
  private final String job;
  private final long transactionTimeoutMillis;

  /**
   * Sinks of a job.
   *
   * @param kafka the client's properties, with bootstrap.servers
   * @param topicPrefix what the names of all topics begin with
   * @param job what transactional ids begin with; the same for ever
   * @param transactionTimeoutMillis how long an outage may last without losing a transaction
   */
  public KafkaSinks(
      Properties kafka, String topicPrefix, String job, long transactionTimeoutMillis) {
    this.kafka = kafka;
    this.topicPrefix = topicPrefix;
    this.job = job;
    this.transactionTimeoutMillis = transactionTimeoutMillis;
  }

  /** None lost and none twice for a reader of committed records; visible with a checkpoint. */
  public <T extends SpecificRecordBase> Sink<T> exactlyOnce(
      String topic, Class<T> type, AvroRecords.Key<T> key) {
    return exactlyOnce(topic, type, key, datum -> true);
  }

  /** The same of upserts that may end: what is not there any more is written as a deletion. */
  public <T extends SpecificRecordBase> Sink<T> exactlyOnce(
      String topic, Class<T> type, AvroRecords.Key<T> key, AvroRecords.Existence<T> existence) {
    Properties transactional = new Properties();
    transactional.putAll(kafka);
    transactional.setProperty("transaction.timeout.ms", Long.toString(transactionTimeoutMillis));
    return new ExactlyOnceSink<>(
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(transactional)
            .setRecordSerializer(
                new AvroRecords<>(topicPrefix + topic, type, key, existence, false))
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(topicPrefix + job + "-" + topic)
            .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
            .build());
  }

  /**
   * At least once, a repeat with the same id, and at once: the network that shows the page waits
   * for it.
   */
  public <T extends SpecificRecordBase> KafkaSink<T> lowLatency(
      String topic, Class<T> type, AvroRecords.Key<T> key) {
    Properties immediate = new Properties();
    immediate.putAll(kafka);
    immediate.setProperty("linger.ms", "0");
    return atLeastOnce(topic, type, key, false, immediate);
  }

  /**
   * At least once, a repeat with the same id, and in batches: it may wait for as long as the
   * client's linger.ms says, and costs broker and job a request for many records.
   */
  public <T extends SpecificRecordBase> KafkaSink<T> atLeastOnce(
      String topic, Class<T> type, AvroRecords.Key<T> key) {
    return atLeastOnce(topic, type, key, false, kafka);
  }

  /**
   * The same, each record with the time of receipt of the record that it comes from: readers judge
   * its age by that, however long a backlog waited.
   */
  public <T extends SpecificRecordBase> KafkaSink<T> atLeastOnceKeepingTime(
      String topic, Class<T> type, AvroRecords.Key<T> key) {
    return atLeastOnce(topic, type, key, true, kafka);
  }

  private <T extends SpecificRecordBase> KafkaSink<T> atLeastOnce(
      String topic, Class<T> type, AvroRecords.Key<T> key, boolean keepsTime, Properties client) {
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(client)
        .setRecordSerializer(
            new AvroRecords<>(topicPrefix + topic, type, key, datum -> true, keepsTime))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /**
   * The connector's exactly-once sink, without its leak: the connector's writers list open
   * transactions at their start by an admin client that they never close. With each restart the
   * client's thread, its connection and the classes of the job would stay in the task manager,
   * until that runs out of memory for classes after some ten restarts. A writer that cannot be
   * closed ends no task manager: {@link ClosedQuietlyWriter}.
   */
  private static final class ExactlyOnceSink<T extends SpecificRecordBase>
      implements Sink<T>,
          SupportsWriterState<T, KafkaWriterState>,
          SupportsCommitter<KafkaCommittable>,
          SupportsPostCommitTopology<KafkaCommittable> {
    private static final long serialVersionUID = 1L;

    private static final String ADMIN = "adminClient";

    private final KafkaSink<T> sink;

    ExactlyOnceSink(KafkaSink<T> sink) {
      this.sink = sink;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
      return wrapped(sink.createWriter(context));
    }

    @Override
    public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
        WriterInitContext context, Collection<KafkaWriterState> state) {
      return wrapped(sink.restoreWriter(context, state));
    }

    @SuppressWarnings("unchecked") // The connector's writers of transactions are both.
    private StatefulSinkWriter<T, KafkaWriterState> wrapped(SinkWriter<T> writer) {
      closeAdmin(writer);
      return new ClosedQuietlyWriter<>(
          (StatefulSinkWriter<T, KafkaWriterState>) writer,
          (CommittingSinkWriter<T, KafkaCommittable>) writer);
    }

    /** A writer that has been made has listed what it had to; it would create a client again. */
    private static void closeAdmin(SinkWriter<?> writer) {
      try {
        Field field = writer.getClass().getDeclaredField(ADMIN);
        field.setAccessible(true);
        if (field.get(writer) instanceof Admin admin) {
          field.set(writer, null);
          admin.close(Duration.ZERO); // nothing is under way
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "Another version of the connector: see whether its writers close their admin client",
            e);
      }
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
      return sink.getWriterStateSerializer();
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
      return sink.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
      return sink.getCommittableSerializer();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
      sink.addPostCommitTopology(committed);
    }
  }
}

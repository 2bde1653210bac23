package org.drey.streaming.sink;

import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

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
}

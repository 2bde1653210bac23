package org.drey.streaming.sink;

import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** Writes records to Kafka. */
public final class KafkaSinks {
  /** The broker's usual maximum: an outage may last this long without losing a transaction. */
  public static final long TRANSACTION_TIMEOUT_MILLIS = 15 * 60_000L;

  private final Properties kafka;
  private final String prefix;

  /**
   * Sinks of a job.
   *
   * @param kafka the client's properties, with bootstrap.servers
   * @param prefix what transactional ids begin with; the same for ever
   */
  public KafkaSinks(Properties kafka, String prefix) {
    this.kafka = kafka;
    this.prefix = prefix;
  }

  /** None lost and none twice for a reader of committed records; visible with a checkpoint. */
  public <T extends SpecificRecordBase> KafkaSink<T> exactlyOnce(
      String topic, Class<T> type, AvroRecords.Key<T> key) {
    Properties transactional = new Properties();
    transactional.putAll(kafka);
    transactional.setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT_MILLIS));
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(transactional)
        .setRecordSerializer(new AvroRecords<>(topic, type, key))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(prefix + "-" + topic)
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .build();
  }

  /** At least once and at once: a repeat has the same id. */
  public <T extends SpecificRecordBase> KafkaSink<T> atLeastOnce(
      String topic, Class<T> type, AvroRecords.Key<T> key) {
    Properties immediate = new Properties();
    immediate.putAll(kafka);
    immediate.setProperty("linger.ms", "0");
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(immediate)
        .setRecordSerializer(new AvroRecords<>(topic, type, key))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }
}

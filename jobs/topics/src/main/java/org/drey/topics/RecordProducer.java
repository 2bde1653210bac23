package org.drey.topics;

import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The client that sends recorded or generated records, also those that jobs are to refuse. */
public final class RecordProducer {
  /** Larger than any record may be, so that the jobs are the ones to refuse it. */
  private static final String LARGEST_REQUEST = Integer.toString(8 << 20);

  private RecordProducer() {}

  /**
   * A client of brokers.
   *
   * @param client its properties; they are not changed
   */
  public static KafkaProducer<byte[], byte[]> open(Properties client) {
    Properties kafka = new Properties();
    kafka.putAll(client);
    kafka.setProperty("max.request.size", LARGEST_REQUEST);
    return new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
  }
}

package org.drey.alerts.verdict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.event.Topics;
import org.drey.event.Verdict;
import org.drey.event.wire.AvroCodec;
import org.jspecify.annotations.Nullable;

/** Gives verdicts on the topic {@code verdicts}, where the job reads them. */
public final class VerdictTopic {
  private static final String WAIT_MILLIS = "30000";

  private final Properties kafka = new Properties();
  private final String topic;

  /**
   * Where a verdict is on the topic.
   *
   * @param topic its full name
   */
  public record Position(String topic, int partition, long offset) {}

  /**
   * A topic.
   *
   * @param client the client's properties; they are not changed
   * @param prefix what the names of all topics begin with
   */
  public VerdictTopic(Properties client, String prefix) {
    kafka.setProperty("max.block.ms", WAIT_MILLIS);
    kafka.setProperty("request.timeout.ms", WAIT_MILLIS);
    kafka.setProperty("delivery.timeout.ms", WAIT_MILLIS);
    kafka.putAll(client);
    kafka.setProperty("acks", "all");
    kafka.setProperty("linger.ms", "0");
    this.topic = prefix + Topics.VERDICTS;
  }

  /**
   * Sends a verdict, and waits until the brokers have it.
   *
   * @throws IOException if they may not have it; sending the same verdict again does no harm
   */
  public Position send(Verdict verdict) throws IOException, InterruptedException {
    byte[] key = verdict.getVerdictId().getBytes(StandardCharsets.UTF_8);
    byte[] value = AvroCodec.of(Verdict.class).encode(verdict);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      RecordMetadata at = producer.send(new ProducerRecord<>(topic, key, value)).get();
      return new Position(topic, at.partition(), at.offset());
    } catch (ExecutionException e) {
      throw notSent(e.getCause());
    } catch (KafkaException e) {
      throw notSent(e);
    }
  }

  private IOException notSent(@Nullable Throwable cause) {
    return new IOException(
        "the topic "
            + topic
            + " may not have the verdict: "
            + (cause == null ? "unknown" : cause.getMessage())
            + ". Decide again with the same options: it counts once.",
        cause);
  }
}

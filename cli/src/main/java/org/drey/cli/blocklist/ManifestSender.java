package org.drey.cli.blocklist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.blocklist.publish.Manifest;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.ListManifest;
import org.drey.event.Topics;
import org.drey.event.wire.AvroCodec;
import org.jspecify.annotations.Nullable;

/** Announces manifests on {@code blocklist-control}, where the jobs follow them. */
public final class ManifestSender {
  private final Properties kafka;
  private final String topic;

  /**
   * A sender.
   *
   * @param kafka the client's properties; they are not changed
   * @param topicPrefix what the names of all topics begin with
   */
  public ManifestSender(Properties kafka, String topicPrefix) {
    this.kafka = (Properties) kafka.clone();
    this.topic = topicPrefix + Topics.BLOCKLIST_CONTROL;
  }

  /**
   * Sends a manifest that is in the store already, and waits until the brokers have it.
   *
   * @throws IOException if they do not take it; says which topic and why
   */
  public void send(Manifest manifest) throws IOException, InterruptedException {
    byte[] key = manifest.listId().getBytes(StandardCharsets.UTF_8);
    byte[] value = AvroCodec.of(ListManifest.class).encode(ManifestRecords.of(manifest));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (ExecutionException e) {
      throw notSent(e.getCause());
    } catch (KafkaException e) {
      throw notSent(e);
    }
  }

  private String brokers() {
    return kafka.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "the address given");
  }

  private IOException notSent(@Nullable Throwable cause) {
    if (cause instanceof TimeoutException) {
      return new IOException(
          "no broker answers at " + brokers() + ", or none has the topic " + topic, cause);
    }
    return new IOException(
        topic + " does not have it: " + (cause == null ? "unknown" : cause.getMessage()), cause);
  }
}

package org.drey.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.local.cluster.KafkaBroker;
import org.drey.local.e2e.Samples;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;

/** A real broker, and what writes to its topics as the job does: in transactions. */
final class TopicsOfAlerts {
  private static final int PARTITIONS = 3;

  private final KafkaBroker broker;
  private final KafkaProducer<byte[], byte[]> job;

  private TopicsOfAlerts(KafkaBroker broker) {
    this.broker = broker;
    Properties properties = new Properties();
    properties.putAll(broker.client());
    properties.setProperty("transactional.id", "the job");
    this.job =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    job.initTransactions();
  }

  static TopicsOfAlerts start(Path folder) throws Exception {
    return start(folder, new Properties());
  }

  /** With further settings of the broker. */
  static TopicsOfAlerts start(Path folder, Properties more) throws Exception {
    KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")), more);
    broker.createTopics(PARTITIONS);
    return new TopicsOfAlerts(broker);
  }

  KafkaBroker broker() {
    return broker;
  }

  KafkaProducer<byte[], byte[]> job() {
    return job;
  }

  /** The sample, of a payer. */
  static Alert alert(String subject, long revision) throws Exception {
    Alert alert = Samples.of(TopicNames.ALERTS, Alert.class);
    alert.setEntity(subject);
    alert.setAlertId(
        AlertIds.of(AlertTrack.PAYER, new EntityKey("default", 1, "SUBJECT", subject)));
    alert.setRevision(revision);
    return alert;
  }

  static ProducerRecord<byte[], byte[]> record(String topic, String key, SpecificRecordBase value) {
    byte[] bytes =
        value instanceof Alert alert
            ? AvroCodec.of(Alert.class).encode(alert)
            : AvroCodec.of(DeadLetter.class).encode((DeadLetter) value);
    return new ProducerRecord<>(topic, key.getBytes(UTF_8), bytes);
  }

  /** That an alert is gone. */
  static ProducerRecord<byte[], byte[]> removed(Alert alert) {
    return new ProducerRecord<>(TopicNames.ALERTS, alert.getAlertId().getBytes(UTF_8), null);
  }

  void committed(List<ProducerRecord<byte[], byte[]>> records) {
    job.beginTransaction();
    for (ProducerRecord<byte[], byte[]> one : records) {
      var unused = job.send(one); // the commit fails if this does
    }
    job.commitTransaction();
  }

  void committed(Alert... alerts) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Alert alert : alerts) {
      records.add(record(TopicNames.ALERTS, alert.getAlertId(), alert));
    }
    committed(records);
  }

  void stop() throws Exception {
    job.close();
    broker.close();
  }
}

package org.drey.local.rehearse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.drey.collect.recorded.RecordedLine;
import org.drey.topics.RecordProducer;

/** Sends lines, and remembers which offset each became. */
final class LineSender implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<TopicPartition, List<RecordedLine>> sent = new HashMap<>();

  LineSender(Properties kafka) {
    producer = RecordProducer.open(kafka);
  }

  /** Sends the lines of a step; returns when all are stored. */
  void send(RehearsalScript.Step step) throws Exception {
    try {
      store(step);
    } catch (InterruptException e) {
      boolean unused = Thread.interrupted(); // set again by Kafka, whose clients then cannot close
      throw new InterruptedException();
    }
  }

  private void store(RehearsalScript.Step step) throws Exception {
    List<Future<RecordMetadata>> pending = new ArrayList<>();
    for (RehearsalScript.ScriptedLine one : step.lines()) {
      RecordedLine line = one.line();
      TopicPartition to = one.to();
      sent.computeIfAbsent(to, unused -> new ArrayList<>()).add(line);
      pending.add(
          producer.send(
              new ProducerRecord<>(
                  to.topic(), to.partition(), line.time(), line.keyBytes(), line.value())));
    }
    producer.flush();
    for (Future<RecordMetadata> one : pending) {
      RecordMetadata unused = one.get();
    }
  }

  /** Returns how many records each partition has. */
  Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    sent.forEach((partition, lines) -> ends.put(partition, (long) lines.size()));
    return ends;
  }

  /** The line that became the record at an offset. */
  RecordedLine line(String topic, int partition, long offset) {
    return sent.getOrDefault(new TopicPartition(topic, partition), List.of())
        .get(Math.toIntExact(offset));
  }

  @Override
  public void close() {
    producer.close();
  }
}

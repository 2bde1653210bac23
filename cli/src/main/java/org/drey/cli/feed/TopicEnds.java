package org.drey.cli.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.collect.recorded.RecordedLine;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.stream.RecordAcceptance;
import org.drey.definitions.stream.RecordAdmission;
import org.drey.definitions.stream.RecordIntake;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.terminal.UserError;

/**
 * The topics of a folder as they are before it is sent.
 *
 * @param counts how many partitions each has
 * @param ends the newest records of each partition; none where the user may not read
 */
record TopicEnds(Map<String, Integer> counts, Map<TopicPartition, PartitionEnd> ends) {
  private static final long TAIL = 200;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long WITHIN_NANOS = Duration.ofSeconds(30).toNanos();

  TopicEnds {
    counts = Map.copyOf(counts);
    ends = Map.copyOf(ends);
  }

  /**
   * Reads them.
   *
   * @param client the client's properties; they are not changed
   * @param lines those that are sent
   */
  static TopicEnds read(Properties client, RecordedFolder folder, List<RecordedLine> lines) {
    Map<String, String> streams = new HashMap<>();
    lines.forEach(line -> streams.put(line.topic(), line.stream()));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<String, Integer> counts = new HashMap<>();
      Map<TopicPartition, PartitionEnd> ends = new HashMap<>();
      for (String topic : streams.keySet()) {
        int count = consumer.partitionsFor(topic).size();
        counts.put(topic, count);
        for (int i = 0; i < count; i++) {
          ends.put(new TopicPartition(topic, i), new PartitionEnd());
        }
      }
      try {
        take(tail(consumer, ends.keySet()), decoders(folder), streams, ends);
      } catch (AuthorizationException e) {
        ends.clear(); // it may write and not read
      }
      return new TopicEnds(counts, ends);
    }
  }

  private static Map<String, Decoder<?>> decoders(RecordedFolder folder) {
    Map<String, Decoder<?>> decoders = new HashMap<>();
    for (RecordIntake<?> intake : RecordedFolder.intakes()) {
      decoders.put(intake.topic(), Decoder.of(intake, folder));
    }
    return decoders;
  }

  private static void take(
      List<ConsumerRecord<byte[], byte[]>> records,
      Map<String, Decoder<?>> decoders,
      Map<String, String> streams,
      Map<TopicPartition, PartitionEnd> ends) {
    for (ConsumerRecord<byte[], byte[]> one : records) {
      String stream = Objects.requireNonNull(streams.get(one.topic()));
      PartitionEnd end =
          Objects.requireNonNull(ends.get(new TopicPartition(one.topic(), one.partition())));
      Objects.requireNonNull(decoders.get(stream)).add(one, end);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> tail(
      KafkaConsumer<byte[], byte[]> consumer, Iterable<TopicPartition> partitions) {
    List<TopicPartition> open = new ArrayList<>();
    partitions.forEach(open::add);
    consumer.assign(open);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(open);
    Map<TopicPartition, Long> limits = consumer.endOffsets(open);
    for (TopicPartition one : open) {
      long end = limits.getOrDefault(one, 0L);
      consumer.seek(one, Math.max(starts.getOrDefault(one, 0L), end - TAIL));
    }
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long began = System.nanoTime();
    while (!open.isEmpty() && System.nanoTime() - began < WITHIN_NANOS) {
      consumer.poll(POLL).forEach(records::add);
      open.removeIf(one -> consumer.position(one) >= limits.getOrDefault(one, 0L));
    }
    if (!open.isEmpty()) {
      throw new UserError(
          "The newest records of %s could not be read within %d s. Nothing was sent; try again."
              .formatted(open.get(0).topic(), TimeUnit.NANOSECONDS.toSeconds(WITHIN_NANOS)));
    }
    return records;
  }

  /** Reads records of one kind. */
  private record Decoder<T extends SpecificRecordBase>(
      String stream, AvroCodec<T> codec, RecordAdmission<T> admission, RecordAcceptance<T> accept) {

    private static <T extends SpecificRecordBase> Decoder<T> of(
        RecordIntake<T> intake, RecordedFolder folder) {
      return new Decoder<>(
          intake.topic(),
          AvroCodec.of(intake.type()),
          intake.admission(),
          new RecordAcceptance<>(
              intake.admission(), intake.bindings(folder.configuration(), folder.prefix())));
    }

    private void add(ConsumerRecord<byte[], byte[]> one, PartitionEnd end) {
      if (one.value() == null) {
        return; // a mark that a key is deleted
      }
      try {
        T datum = codec.decode(one.value());
        String identity = admission.identity(datum);
        long time = admission.time(datum);
        ArrivedRecord<T> arrival =
            accept.acceptLine(datum, one.topic(), one.offset(), one.timestamp());
        end.add(stream, identity, time, arrival.clock());
      } catch (InvalidRecordException e) {
        // The jobs refuse it, too: it drives no clock.
      }
    }
  }
}

package org.drey.benchmarks.job;

import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.drey.benchmarks.names.InventedNames;
import org.drey.event.DnsQuery;
import org.drey.event.NetworkClass;
import org.drey.event.TopicNames;
import org.drey.event.Transport;
import org.drey.event.wire.AvroCodec;
import org.jspecify.annotations.Nullable;

/** Queries for invented names that no rule is for. */
final class InventedQueries {
  private static final int POOL = 1 << 16;
  private static final int SUBJECTS = 100_000;

  private final AvroCodec<DnsQuery> codec = AvroCodec.of(DnsQuery.class);
  private final String[] names;

  InventedQueries(long seed) {
    names = new InventedNames(seed).asked(new SplittableRandom(seed), POOL, 1, 0);
  }

  /** Puts so many on the topic, the partitions in turn; returns when the broker has them all. */
  void send(Properties kafka, long count, int partitions) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long number = 0; number < count; number++) {
        int partition = (int) (number % partitions);
        var unused =
            producer.send(
                new ProducerRecord<>(TopicNames.DNS_QUERIES, partition, null, encoded(number)),
                (@Nullable RecordMetadata metadata, @Nullable Exception error) ->
                    failure.compareAndSet(null, error));
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the broker did not take every query", failure.get());
    }
  }

  private byte[] encoded(long number) {
    return codec.encode(
        DnsQuery.newBuilder()
            .setEventId(Long.toString(number))
            .setEventTime(Instant.ofEpochMilli(System.currentTimeMillis()))
            .setProvider("resolver.example")
            .setSubject("subject-" + number % SUBJECTS)
            .setQuery(names[(int) (number % POOL)])
            .setRecordType("A")
            .setResponseCode("NXDOMAIN")
            .setAnswers(List.of())
            .setTransport(Transport.UDP)
            .setNetworkClass(NetworkClass.HOME)
            .build());
  }
}

package org.drey.streaming.source;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.kafka.common.TopicPartition;
import org.drey.base.LogLimiter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what a broker has deleted before it was read, as {@code records_missing} with the labels
 * {@code topic} and {@code partition}: a client that is asked to read from an offset that is gone
 * goes on at the first there is, and says nothing. Only where offsets are passed over the broker is
 * asked, at most every ten seconds; what cannot be asked now is asked later. Nothing waits for the
 * answer, which comes in a thread of the client's: a slow broker holds up no record.
 */
final class MissingRecords {
  private static final Logger LOG = LoggerFactory.getLogger(MissingRecords.class);
  private static final long ASK_EVERY_MILLIS = 10_000;

  private final LogStarts starts;
  private final MetricGroup metrics;
  private final LongSupplier clock;
  private final Map<TopicPartition, Holes> partitions = new HashMap<>();
  private final Map<TopicPartition, Counter> counters = new HashMap<>();
  private final LogLimiter limiter = new LogLimiter();
  private @Nullable TopicPartition last;
  private @Nullable Holes ofLast;
  private boolean hasHoles;
  private boolean asking;
  private long askedAt = -ASK_EVERY_MILLIS;

  /**
   * Counts of what is missing.
   *
   * @param clock milliseconds, of any clock; read only where a record may be missing
   */
  MissingRecords(LogStarts starts, MetricGroup metrics, LongSupplier clock) {
    this.starts = starts;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Says where a partition is read from; below zero if that is not known. */
  synchronized void startAt(TopicPartition partition, long offset) {
    holes(partition.topic(), partition.partition()).startAt(offset);
  }

  /** Notes a record. */
  synchronized void see(String topic, int partition, long offset) {
    Holes holes = holes(topic, partition);
    holes.see(offset);
    hasHoles |= !holes.isEmpty();
    if (hasHoles && !asking) {
      long now = clock.getAsLong();
      if (now - askedAt >= ASK_EVERY_MILLIS) {
        askedAt = now;
        ask();
      }
    }
  }

  /** Those of the last partition without a look-up: records come in batches of one. */
  private Holes holes(String topic, int partition) {
    if (ofLast == null
        || last == null
        || last.partition() != partition
        || !last.topic().equals(topic)) {
      last = new TopicPartition(topic, partition);
      ofLast = partitions.computeIfAbsent(last, one -> new Holes());
    }
    return ofLast;
  }

  private void ask() {
    Map<TopicPartition, Holes> asked = new HashMap<>();
    partitions.forEach(
        (partition, holes) -> {
          if (!holes.isEmpty()) {
            holes.ask();
            asked.put(partition, holes);
          }
        });
    asking = true;
    hasHoles = false;
    var unused =
        starts.of(asked.keySet()).whenComplete((first, error) -> answered(asked, first, error));
  }

  private synchronized void answered(
      Map<TopicPartition, Holes> asked,
      @Nullable Map<TopicPartition, Long> first,
      @Nullable Throwable error) {
    asking = false;
    if (first == null) {
      hasHoles = true;
      asked.values().forEach(Holes::keep);
      if (limiter.isDue("")) {
        LOG.warn("Not known yet whether records are missing: the broker does not say.", error);
      }
    } else {
      first.forEach((partition, start) -> count(partition, start));
    }
  }

  private void count(TopicPartition partition, long first) {
    Holes holes = partitions.get(partition);
    long missing = holes == null ? 0 : holes.deletedBefore(first);
    if (missing == 0) {
      return;
    }
    counters.computeIfAbsent(partition, this::counter).inc(missing);
    if (limiter.isDue(partition)) {
      LOG.error(
          "{} records of {} are missing: the broker had deleted them before they were read. What"
              + " they would have shown is not found. Read faster, or keep records for longer.",
          missing,
          partition);
    }
  }

  private Counter counter(TopicPartition partition) {
    return metrics
        .addGroup("topic", partition.topic())
        .addGroup("partition", Integer.toString(partition.partition()))
        .counter("records_missing", new ThreadSafeSimpleCounter());
  }

  void close() {
    starts.close();
  }
}

package org.drey.streaming.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.TopicPartition;
import org.drey.base.LogLimiter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The count of records that a broker deleted before they were read, {@code records_missing} with
 * the labels {@code topic} and {@code partition}. A client whose position was deleted goes on at
 * the first offset there is, and says nothing. So at each checkpoint, where offsets were passed
 * over, the position before them, at a start that of the checkpoint, is compared with the beginning
 * of the partition. What is passed over after that is no loss: aborted records, marks of
 * transactions, gaps of compaction. No record waits for the broker's answer.
 */
final class MissingRecords {
  private static final Logger LOG = LoggerFactory.getLogger(MissingRecords.class);

  private final Broker broker;
  private final MetricGroup metrics;
  private final Map<TopicPartition, Position> positions = new HashMap<>();
  private final Map<TopicPartition, Counter> counters = new HashMap<>();
  private final LogLimiter limiter = new LogLimiter();
  private Map<TopicPartition, Passed> passed = new HashMap<>();
  private @Nullable Position last;

  /** The place where a partition is read. */
  private static final class Position {
    private final TopicPartition partition;
    private long next = -1; // below zero: not known

    Position(TopicPartition partition) {
      this.partition = partition;
    }
  }

  /** Offsets without a record: the first of them, and how many, with records between them. */
  private record Passed(long from, long count) {
    Passed and(Passed other) {
      return new Passed(Math.min(from, other.from), count + other.count);
    }
  }

  /** A broker that has the partitions. */
  interface Broker {
    /** Asks for the first offsets that it has of partitions; returns at once. */
    CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> beginnings(
        Set<TopicPartition> partitions);
  }

  MissingRecords(Broker broker, MetricGroup metrics) {
    this.broker = broker;
    this.metrics = metrics;
  }

  /** Sets where a partition is read from; below zero if that is not known. */
  void startAt(TopicPartition partition, long offset) {
    position(partition.topic(), partition.partition()).next = offset;
  }

  /** Notes a record. */
  void see(String topic, int partition, long offset) {
    Position position = position(topic, partition);
    long expected = position.next;
    position.next = offset + 1;
    if (expected >= 0 && offset > expected) {
      pass(position.partition, new Passed(expected, offset - expected));
    }
  }

  /** Finds that of the last record's partition without a look-up: records come many in a row. */
  private Position position(String topic, int partition) {
    if (last == null
        || last.partition.partition() != partition
        || !last.partition.topic().equals(topic)) {
      last = positions.computeIfAbsent(new TopicPartition(topic, partition), this::begin);
    }
    return last;
  }

  private Position begin(TopicPartition partition) {
    count(partition); // at 0, so that its first loss is seen to be one
    return new Position(partition);
  }

  private synchronized Counter count(TopicPartition partition) {
    return counters.computeIfAbsent(partition, this::counter);
  }

  private synchronized void pass(TopicPartition partition, Passed more) {
    passed.merge(partition, more, Passed::and);
  }

  /** Compares what was passed over since the last call; asks the broker only if something was. */
  synchronized void compare() {
    if (!passed.isEmpty()) {
      Map<TopicPartition, Passed> asked = passed;
      passed = new HashMap<>();
      var unused =
          broker.beginnings(asked.keySet()).whenComplete((all, error) -> take(asked, all, error));
    }
  }

  /** Takes the answer; where there is none, the next call asks again. */
  private synchronized void take(
      Map<TopicPartition, Passed> asked,
      @Nullable Map<TopicPartition, ListOffsetsResultInfo> beginnings,
      @Nullable Throwable error) {
    if (beginnings != null) {
      asked.forEach((partition, one) -> count(partition, one, beginnings.get(partition)));
      return;
    }
    asked.forEach(this::pass);
    if (limiter.isDue("")) {
      LOG.warn("Not known yet whether records are missing: the broker does not say.", error);
    }
  }

  private void count(
      TopicPartition partition, Passed one, @Nullable ListOffsetsResultInfo beginning) {
    long missing = beginning == null ? 0 : Math.min(one.count(), beginning.offset() - one.from());
    if (missing <= 0) {
      return;
    }
    count(partition).inc(missing);
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
}

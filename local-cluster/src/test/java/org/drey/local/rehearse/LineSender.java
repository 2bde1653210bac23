package org.drey.local.rehearse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.drey.collect.recorded.RecordedLine;
import org.drey.event.TopicNames;
import org.drey.local.cli.ArrivalReport.Sent;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.LocalJobs;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;
import org.drey.topics.RecordProducer;

/**
 * Sends lines, remembers which offset each became, and waits until the jobs have read them and the
 * clock has taken them in.
 */
final class LineSender implements AutoCloseable {
  /** Then a checkpoint is taken, with which sources commit where they are. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;
  private final RehearsalStage stage;
  private final LocalJobs jobs;
  private final Reads reads;
  private final Map<TopicPartition, List<RecordedLine>> sent = new HashMap<>();
  private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();

  /** The topics that each job reads. */
  interface Reads {
    boolean reads(String job, String topic);
  }

  /**
   * Lines that are sent together.
   *
   * @param driven the partitions to which it brings something that drives their clocks
   */
  record Step(List<Sent> lines, Set<TopicPartition> driven) {

    /** Cuts lines into steps of equal time; those without lines are left out. */
    static List<Step> cut(List<Sent> all, Duration step) {
      long length = step.toMillis();
      List<Step> steps = new ArrayList<>();
      for (int from = 0; from < all.size(); ) {
        long end = all.get(from).line().order() / length * length + length;
        int to = from;
        Set<TopicPartition> driven = new HashSet<>();
        while (to < all.size() && all.get(to).line().order() < end) {
          if (all.get(to).line().drivesClock()) {
            driven.add(all.get(to).to());
          }
          to++;
        }
        steps.add(new Step(List.copyOf(all.subList(from, to)), driven));
        from = to;
      }
      return steps;
    }
  }

  LineSender(Properties kafka, RehearsalStage stage, LocalJobs jobs, Reads reads) {
    this.producer = RecordProducer.open(kafka);
    this.admin = Admin.create(kafka);
    this.stage = stage;
    this.jobs = jobs;
    this.reads = reads;
  }

  /** Sends the lines of a step; returns when all are stored. */
  void send(Step step) throws Exception {
    try {
      store(step);
    } catch (InterruptException e) {
      boolean unused = Thread.interrupted(); // set again by Kafka, whose clients then cannot close
      throw new InterruptedException();
    }
  }

  private void store(Step step) throws Exception {
    List<Future<RecordMetadata>> pending = new ArrayList<>();
    for (Sent one : step.lines()) {
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

  /** The line that became the record at an offset. */
  RecordedLine line(String topic, int partition, long offset) {
    return sent.getOrDefault(new TopicPartition(topic, partition), List.of())
        .get(Math.toIntExact(offset));
  }

  /** Returns when both jobs have read all that was sent, hits included, and the clock knows. */
  void awaitRead() throws Exception {
    Map<TopicPartition, Long> ends = new HashMap<>();
    sent.forEach((partition, lines) -> ends.put(partition, (long) lines.size()));
    if (jobs.runsBlocklist()) {
      awaitRead(LiveBlocklist.NAME, ends);
      ends.putAll(endsOfHits());
    }
    awaitRead(LiveDetection.NAME, ends);
    stage.clock().ask();
    if (!ConditionWait.holdsWithin(PATIENCE, stage.clock()::haveAllAnswered)) {
      stage.clock().forgetSilent();
    }
  }

  private void awaitRead(String job, Map<TopicPartition, Long> ends) throws Exception {
    Map<TopicPartition, Long> own = new HashMap<>(ends);
    own.keySet().removeIf(partition -> !reads.reads(job, partition.topic()));
    while (!ConditionWait.holdsWithin(PATIENCE, () -> isRead(job, own))) {
      jobs.checkpoint();
      committed.put(job, committed(job));
    }
  }

  /** After a restart the metrics know a partition from its next record on, the group before. */
  private boolean isRead(String job, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> before = committed.getOrDefault(job, Map.of());
    return ends.entrySet().stream()
        .allMatch(
            end ->
                stage.positions().after(job, end.getKey()) >= end.getValue()
                    || before.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private Map<TopicPartition, Long> committed(String job) throws Exception {
    Map<TopicPartition, Long> after = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets(job).partitionsToOffsetAndMetadata().get();
    offsets.forEach(
        (partition, offset) -> after.put(partition, offset == null ? 0 : offset.offset()));
    return after;
  }

  private Map<TopicPartition, Long> endsOfHits() throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription topic :
        admin.describeTopics(List.of(TopicNames.BLOCKLIST_HITS)).allTopicNames().get().values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}

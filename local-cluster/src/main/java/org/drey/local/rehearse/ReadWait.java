package org.drey.local.rehearse;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.drey.event.TopicNames;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.LocalJobs;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;

/** Waits until the jobs have read what was sent, and the clock has taken it in. */
final class ReadWait implements AutoCloseable {
  /** Then a checkpoint is taken, with which sources commit where they are. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Admin admin;
  private final RehearsalStage stage;
  private final LocalJobs jobs;
  private final Reads reads;
  private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();

  /** The topics that each job reads. */
  interface Reads {
    boolean reads(String job, String topic);
  }

  ReadWait(Properties kafka, RehearsalStage stage, LocalJobs jobs, Reads reads) {
    this.admin = Admin.create(kafka);
    this.stage = stage;
    this.jobs = jobs;
    this.reads = reads;
  }

  /** Returns when both jobs have read all that was sent, hits included, and the clock knows. */
  void await(LineSender sender) throws Exception {
    Map<TopicPartition, Long> ends = sender.ends();
    if (jobs.runsBlocklist()) {
      awaitRead(LiveBlocklist.NAME, ends);
      ends = new HashMap<>(ends);
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
    admin.close();
  }
}

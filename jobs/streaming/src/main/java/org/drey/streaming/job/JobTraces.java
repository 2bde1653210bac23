package org.drey.streaming.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * The traces that a detection job leaves on the brokers at one moment: with each checkpoint it
 * commits how far it has read, and the next alerts begin a transaction.
 *
 * @param read how far its group has read each partition
 * @param open its open transactions, by id, each with when it began, milliseconds since 1970
 */
record JobTraces(Map<TopicPartition, Long> read, Map<String, Long> open) {

  /**
   * The names under which a job is known to the brokers.
   *
   * @param group its consumer group
   * @param topics those that it reads; others of the group are of a job with another topic prefix
   * @param ids what its transactional ids begin with
   */
  record JobNames(String group, Set<String> topics, List<String> ids) {
    boolean has(String transactionalId) {
      return ids.stream().anyMatch(transactionalId::startsWith);
    }
  }

  /** Reads them; what the broker does not let this client see is not among them. */
  static JobTraces of(Admin admin, JobNames names) throws ExecutionException, InterruptedException {
    return new JobTraces(read(admin, names), open(admin, names));
  }

  private static Map<TopicPartition, Long> read(Admin admin, JobNames names)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> read = new HashMap<>();
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(names.group()).partitionsToOffsetAndMetadata().get();
      committed.forEach(
          (partition, offset) -> {
            if (offset != null && names.topics().contains(partition.topic())) {
              read.put(partition, offset.offset());
            }
          });
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw e;
      }
    }
    return read;
  }

  private static Map<String, Long> open(Admin admin, JobNames names)
      throws ExecutionException, InterruptedException {
    ListTransactionsOptions ongoing =
        new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
    Collection<String> ids =
        admin.listTransactions(ongoing).all().get().stream()
            .map(TransactionListing::transactionalId)
            .filter(names::has)
            .collect(Collectors.toList());
    Map<String, Long> open = new HashMap<>();
    var described = admin.describeTransactions(ids);
    for (String id : ids) {
      try {
        OptionalLong began = described.description(id).get().transactionStartTimeMs();
        began.ifPresent(time -> open.put(id, time));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
          throw e;
        }
      }
    }
    return open;
  }

  /** Returns whether a topic has records, or had some until they were deleted. */
  static boolean hasRecords(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription one :
        admin.describeTopics(Set.of(topic)).allTopicNames().get().values()) {
      one.partitions()
          .forEach(
              part -> ends.put(new TopicPartition(topic, part.partition()), OffsetSpec.latest()));
    }
    return admin.listOffsets(ends).all().get().values().stream().anyMatch(end -> end.offset() > 0);
  }

  /** Returns whether there are none: no such job has ever come to a checkpoint. */
  boolean areNone() {
    return read.isEmpty() && open.isEmpty();
  }

  /**
   * Returns whether a job has worked since: it has read further, or begun a transaction. One that
   * ended proves nothing, as the broker ends those of a job that is no more.
   */
  boolean showWorkSince(JobTraces before) {
    return !read.equals(before.read)
        || open.entrySet().stream()
            .anyMatch(one -> !Objects.equals(before.open.get(one.getKey()), one.getValue()));
  }

  /** Returns the topics of which a part was read, for people. */
  String topicsRead() {
    Set<String> topics = new HashSet<>();
    read.keySet().forEach(partition -> topics.add(partition.topic()));
    return topics.stream().sorted().collect(Collectors.joining(", "));
  }
}

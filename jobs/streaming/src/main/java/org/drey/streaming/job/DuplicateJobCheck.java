package org.drey.streaming.job;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
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
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.event.TopicNames;
import org.drey.streaming.job.DuplicateJobCheck.JobTraces.JobNames;

/**
 * The detection job of an earlier submission, seen by what it leaves on the brokers. Where it still
 * runs, a second one would end its transactions, and write alerts that go before its own for ever.
 * Where it has ended and its state is not given, the job begins with nothing.
 */
final class DuplicateJobCheck {
  /** Flink's name for jobs that the process of their own cluster submits. */
  private static final String APPLICATION = "embedded";

  private final JobSettings settings;
  private final JobNames names;
  private final ReadableConfig flink;
  private final Consumer<String> terminal;

  /**
   * A look for one.
   *
   * @param topics that the job is to read
   * @param flink settings, those of the cluster among them
   * @param terminal takes what the user has to know who starts the job
   */
  DuplicateJobCheck(
      JobSettings settings, Set<String> topics, ReadableConfig flink, Consumer<String> terminal) {
    String job = settings.deployed(LiveDetection.NAME);
    List<String> ids =
        Stream.of(
                TopicNames.ALERTS, TopicNames.SHADOW_ALERTS, TopicNames.CASES, TopicNames.FINDINGS)
            .map(topic -> settings.topicPrefix() + job + "-" + topic)
            .collect(Collectors.toList());
    this.settings = settings;
    this.names = new JobNames(job, topics, ids);
    this.flink = flink;
    this.terminal = terminal;
  }

  /** Returns what the job's transactional ids begin with. */
  List<String> transactionalIds() {
    return names.ids();
  }

  /**
   * Refuses to start beside one that runs, and says where its state is missing. A run that crashed
   * is no hindrance: its transactions stay open, but nothing happens to them any more.
   */
  void demandEnded() throws ExecutionException, InterruptedException {
    if (isTakenOver()) {
      return;
    }
    try (Admin admin = Admin.create(settings.kafka())) {
      JobTraces traces = JobTraces.of(admin, names);
      if (!traces.areNone()) {
        demandNoWork(admin, traces);
      }
      boolean hasState = flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent();
      if (!hasState && (!traces.areNone() || hasAlerts(admin))) {
        terminal.accept(withoutState(traces));
      }
    }
  }

  /** Returns whether a run of long ago has written; brokers forget positions after a week. */
  private boolean hasAlerts(Admin admin) throws ExecutionException, InterruptedException {
    return settings.deployment().isEmpty() // else they may be of another
        && JobTraces.hasRecords(admin, settings.topicPrefix() + TopicNames.ALERTS);
  }

  /**
   * Returns whether the job may run already and be this very one: a cluster that is made for one
   * job submits it again with each takeover, and Flink finds that it has it.
   */
  private boolean isTakenOver() {
    String mode = flink.get(HighAvailabilityOptions.HA_MODE).toLowerCase(Locale.ROOT);
    return APPLICATION.equals(flink.getOptional(DeploymentOptions.TARGET).orElse(""))
        && !mode.equals("none");
  }

  /**
   * A running job works in each time between two checkpoints. One time is not enough: what a job
   * that is just stopped did last may come to be seen during it.
   */
  private void demandNoWork(Admin admin, JobTraces before)
      throws ExecutionException, InterruptedException {
    Duration time =
        flink
            .get(CheckpointingOptions.CHECKPOINTING_INTERVAL)
            .plus(flink.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS));
    terminal.accept(
        "Looking for %d s whether %s runs already …".formatted(time.toSeconds(), names.group()));
    JobTraces first = later(admin, time);
    if (first.showWorkSince(before) && later(admin, time).showWorkSince(first)) {
      throw new InvalidConfigurationException(
          ("A job %1$s runs on these topics already: while this one waited, it read on or began"
                  + " transactions. A second would end those, and its alerts would go before all"
                  + " that the first writes. Stop the first (flink list, flink stop), or give this"
                  + " one a name: --deployment NAME.")
              .formatted(names.group()));
    }
  }

  private JobTraces later(Admin admin, Duration time)
      throws ExecutionException, InterruptedException {
    Thread.sleep(time.toMillis());
    return JobTraces.of(admin, names);
  }

  private String withoutState(JobTraces traces) {
    return """
    WARNING: %s starts without the state of an earlier run, which has %s.
      It begins anew: it reads its topics from %s, and revisions of alerts count from 1 again.
      If that is not meant, cancel it, and start it from the newest checkpoint or savepoint:
        flink run -s %s/JOB_ID/chk-NUMBER …\
    """
        .formatted(
            names.group(),
            traces.read().isEmpty() ? "written alerts" : "read " + traces.topicsRead(),
            settings.start() == null ? "their beginning" : "where --start says",
            flink.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).orElse("FOLDER"));
  }

  /**
   * The traces that a detection job leaves on the brokers at one moment: with each checkpoint it
   * commits how far it has read, and the next alerts begin a transaction.
   *
   * @param read how far its group has read each partition
   * @param open its open transactions, by id, each with when it began, milliseconds since 1970
   */
  public record JobTraces(Map<TopicPartition, Long> read, Map<String, Long> open) {

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
    static JobTraces of(Admin admin, JobNames names)
        throws ExecutionException, InterruptedException {
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
      return admin.listOffsets(ends).all().get().values().stream()
          .anyMatch(end -> end.offset() > 0);
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
}

package org.drey.streaming.job;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.drey.definitions.config.InvalidConfigurationException;

/** Flink settings that the jobs' promises rest on. */
public final class FlinkSettings {
  /** Fixed for ever: keyed state is split by it. */
  public static final int MAX_PARALLELISM = 720;

  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);

  private static final Duration WATERMARK_EVERY = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Four that fail this way, one after the other, fit into a broker's 15 minutes. */
  private static final Duration CHECKPOINT_WITHIN = Duration.ofMinutes(3);

  private static final int FAILED_CHECKPOINTS = 3;

  /** A machine that is busy with other things takes longer than Flink's ten seconds. */
  public static final Duration CALL_WITHIN = Duration.ofMinutes(2);

  private FlinkSettings() {}

  /** Returns what every job has: explicit operator ids, no Kryo, a fixed maximum of parallelism. */
  public static Configuration common() {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, WATERMARK_EVERY);
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false); // what travels is not kept
    return settings;
  }

  /** A run over files in this JVM; what Flink listens on is for this machine alone. */
  public static Configuration bounded(int parallelism) {
    Configuration settings = common();
    settings.set(RpcOptions.ASK_TIMEOUT_DURATION, CALL_WITHIN);
    settings.set(RestOptions.BIND_ADDRESS, "localhost"); // Flink's own choice is all addresses
    settings.set(JobManagerOptions.BIND_HOST, "localhost");
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    return settings;
  }

  /** The detection job: keyed state on RocksDB, alerts visible with each checkpoint. */
  public static Configuration detection() {
    Configuration settings = common();
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // Most keys asked of an entity with much state are not there: a filter says so.
    // Index and filter of a file are cut into blocks, because a cache that they do not fit into
    // would otherwise read a megabyte for an access.
    settings.set(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, true);
    settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    return settings;
  }

  /**
   * The same for a deployment: a few failed checkpoints do not restart the job, one follows another
   * after a pause, and what the deployment sets takes the place of both and of Flink's own.
   *
   * @param overrides settings of Flink by name, of those that a configuration may have
   */
  public static Configuration deployed(Configuration settings, Map<String, String> overrides) {
    settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS);
    settings.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, PAUSE);
    settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_WITHIN);
    overrides.forEach(settings::setString);
    try {
      settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL);
      settings.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT);
      settings.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER);
      settings.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS);
      settings.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException("flink: " + e.getMessage(), e);
    }
    return settings;
  }

  /** Refuses checkpoints in the memory of the job manager, which are lost with it. */
  static void demandStorage(ReadableConfig settings) {
    boolean inMemory = "jobmanager".equals(settings.get(CheckpointingOptions.CHECKPOINT_STORAGE));
    if (inMemory || settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY) == null) {
      throw new InvalidConfigurationException(
          "The detection job has no storage for its checkpoints, without which everything that it"
              + " knows is lost with a machine. Set execution.checkpointing.dir in Flink's"
              + " configuration to a folder that all machines reach and that survives them, such as"
              + " s3://bucket/drey"
              + (inMemory ? ", and take away execution.checkpointing.storage: jobmanager." : "."));
    }
  }

  /**
   * Refuses settings with which a transaction could end before its checkpoint is complete or the
   * job has restarted: the broker would drop its alerts, and no task would fail.
   *
   * @param transaction how long the broker lets one be open
   */
  static void demandCommitsWithin(Duration transaction, ReadableConfig settings) {
    Duration interval = settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    Duration pause = settings.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS);
    Duration timeout = settings.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT);
    int failures = settings.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER);
    Duration between = interval.compareTo(pause) > 0 ? interval : pause;
    Duration longest = interval.plus(timeout.plus(between).multipliedBy(failures + 1L));
    if (longest.compareTo(transaction) >= 0) {
      throw new InvalidConfigurationException(
          ("A transaction with alerts may be open for %d s, until %d checkpoints have failed; the"
                  + " broker ends it after %d s, and its alerts would be lost. Set"
                  + " execution.checkpointing.timeout (%d s), .interval (%d s), .min-pause or"
                  + " .tolerable-failed-checkpoints lower under flink:, or the broker's"
                  + " transaction.max.timeout.ms higher.")
              .formatted(
                  longest.toSeconds(),
                  failures + 1,
                  transaction.toSeconds(),
                  timeout.toSeconds(),
                  interval.toSeconds()));
    }
  }

  /** The blocklist job: no state, so that latency is all; every record goes on at once. */
  public static Configuration blocklist() {
    Configuration settings = common();
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
    return settings;
  }
}

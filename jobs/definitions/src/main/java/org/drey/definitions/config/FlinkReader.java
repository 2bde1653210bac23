package org.drey.definitions.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads the settings of Flink that a deployment may change: those on which no promise rests. */
final class FlinkReader {
  /**
   * Keys that are open to the operator: how often it is safe to fail, wait and keep; and how
   * RocksDB and restarts are tuned.
   */
  private static final Set<String> OPEN =
      Set.of(
          "execution.checkpointing.dir",
          "execution.checkpointing.interval",
          "execution.checkpointing.local-backup.enabled",
          "execution.checkpointing.min-pause",
          "execution.checkpointing.num-retained",
          "execution.checkpointing.timeout",
          "execution.checkpointing.tolerable-failed-checkpoints",
          "parallelism.default",
          "restart-strategy.exponential-delay.attempts-before-reset-backoff",
          "restart-strategy.exponential-delay.backoff-multiplier",
          "restart-strategy.exponential-delay.initial-backoff",
          "restart-strategy.exponential-delay.max-backoff",
          "restart-strategy.exponential-delay.reset-backoff-threshold",
          "restart-strategy.fixed-delay.attempts",
          "restart-strategy.fixed-delay.delay",
          "restart-strategy.type",
          "state.backend.rocksdb.checkpoint.transfer.thread.num",
          "state.backend.rocksdb.localdir",
          "state.backend.rocksdb.memory.partitioned-index-filters",
          "state.backend.rocksdb.predefined-options",
          "state.backend.rocksdb.thread.num",
          "state.backend.rocksdb.use-bloom-filter");

  private static final String EXACTLY_ONCE = "alerts are none lost and none twice by it";
  private static final String STATE = "state can be read again by it";

  /** Keys that the others rest on. */
  private static final Map<String, String> FIXED =
      Map.of(
          "execution.checkpointing.mode", EXACTLY_ONCE,
          "execution.checkpointing.unaligned.enabled",
              "records in flight would meet other rules after a restart",
          "execution.checkpointing.incremental", "checkpoints are as often as they are by it",
          "execution.checkpointing.externalized-checkpoint-retention",
              "a job that was cancelled goes on from its last checkpoint",
          "execution.buffer-timeout.interval", "splash signals are at once by it",
          "pipeline.auto-watermark-interval", "the clock moves by it",
          "pipeline.generic-types", STATE,
          "pipeline.max-parallelism", "state is split by it, for ever",
          "pipeline.object-reuse", "the jobs are measured with it",
          "state.backend.type", STATE);

  private FlinkReader() {}

  static Map<String, String> read(@Nullable YamlNode node) {
    Map<String, String> settings = new TreeMap<>();
    ConfigurationNodes.fieldsOf(node)
        .forEach(
            (key, value) -> {
              if (FIXED.containsKey(key)) {
                throw value.problem("'" + key + "' cannot be changed: " + FIXED.get(key));
              }
              if (!OPEN.contains(key)) {
                throw value.problem(
                    "'"
                        + key
                        + "' is no setting of a job"
                        + NameSuggestions.didYouMean(key, OPEN)
                        + "; there are "
                        + String.join(", ", OPEN.stream().sorted().toList())
                        + ". What concerns machines is set in Flink's own configuration");
              }
              settings.put(key, value.text());
            });
    return settings;
  }
}

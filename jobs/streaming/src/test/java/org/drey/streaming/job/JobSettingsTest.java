package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.junit.jupiter.api.Test;

/** What a job is started with, and what it does not start with. */
final class JobSettingsTest {
  private static String refusal(Runnable start) {
    return assertThrows(InvalidConfigurationException.class, start::run).getMessage();
  }

  @Test
  void aDeploymentsSettingsOfFlinkTakeThePlaceOfTheUsual() {
    Configuration usual = FlinkSettings.deployed(FlinkSettings.detection(), Map.of());
    assertEquals(3, usual.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER));
    assertEquals(
        Duration.ofSeconds(5), usual.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS));
    assertFalse(usual.get(CheckpointingOptions.ENABLE_UNALIGNED));
    String failures = CheckpointingOptions.TOLERABLE_FAILURE_NUMBER.key();
    Configuration changed =
        FlinkSettings.deployed(FlinkSettings.detection(), Map.of(failures, "9"));
    assertEquals(9, changed.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER));
    Map<String, String> wrong = Map.of(failures, "many");
    assertTrue(
        refusal(() -> FlinkSettings.deployed(FlinkSettings.detection(), wrong)).contains(failures));
  }

  @Test
  void stateThatIsNotThereIsNotSearchedForUnlessADeploymentWantsIt() {
    Configuration usual = FlinkSettings.deployed(FlinkSettings.detection(), Map.of());
    for (ConfigOption<Boolean> option :
        List.of(
            RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS,
            RocksDBConfigurableOptions.USE_BLOOM_FILTER)) {
      assertTrue(usual.get(option), option.key());
      Map<String, String> other = Map.of(option.key(), "false");
      assertFalse(FlinkSettings.deployed(FlinkSettings.detection(), other).get(option));
    }
  }

  @Test
  void checkpointsMayNotFailForLongerThanATransactionLives() {
    Duration usual = Duration.ofMinutes(15); // of a broker
    Configuration flink = FlinkSettings.deployed(FlinkSettings.detection(), Map.of());
    assertDoesNotThrow(() -> FlinkSettings.demandCommitsWithin(usual, flink));
    assertTrue(
        refusal(() -> FlinkSettings.demandCommitsWithin(Duration.ofMinutes(12), flink))
            .contains("transaction.max.timeout.ms"));
    for (var setting :
        Map.of(
                CheckpointingOptions.CHECKPOINTING_TIMEOUT.key(), "10 min",
                CheckpointingOptions.CHECKPOINTING_INTERVAL.key(), "5 min",
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS.key(), "2 min",
                CheckpointingOptions.TOLERABLE_FAILURE_NUMBER.key(), "4")
            .entrySet()) {
      Configuration changed =
          FlinkSettings.deployed(
              FlinkSettings.detection(), Map.of(setting.getKey(), setting.getValue()));
      assertTrue(
          refusal(() -> FlinkSettings.demandCommitsWithin(usual, changed)).contains("900 s"),
          setting.getKey());
    }
  }

  @Test
  void aDeploymentIsPartOfTransactionalIds() {
    assertEquals("drey-detection", settings("").deployed(LiveDetection.NAME));
    assertEquals("drey-detection-blue", settings("blue").deployed(LiveDetection.NAME));
    for (String name : List.of("Blue", "a-b", "alerts", "shadow", "findings2", "a".repeat(33))) {
      assertTrue(refusal(() -> settings(name)).contains("--deployment"), name);
    }
  }

  private static JobSettings settings(String deployment) {
    return new JobSettings(DreyConfiguration.DEFAULT, new Properties(), "", null, deployment);
  }

  @Test
  void theDetectionJobNeedsStorageForItsCheckpoints() {
    Configuration flink = FlinkSettings.detection();
    assertTrue(
        refusal(() -> FlinkSettings.demandStorage(flink)).contains("execution.checkpointing.dir"));
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "s3://bucket/drey");
    assertDoesNotThrow(() -> FlinkSettings.demandStorage(flink));
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "jobmanager");
    assertTrue(
        refusal(() -> FlinkSettings.demandStorage(flink))
            .contains("execution.checkpointing.storage"));
  }
}

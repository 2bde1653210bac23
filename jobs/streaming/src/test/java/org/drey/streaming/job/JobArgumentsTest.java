package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.drey.streaming.config.InvalidConfigurationException;
import org.junit.jupiter.api.Test;

/** What a job is started with, and what it does not start with. */
final class JobArgumentsTest {
  private static String refusal(Runnable start) {
    return assertThrows(InvalidConfigurationException.class, start::run).getMessage();
  }

  @Test
  void anArgumentThatIsUnknownIsRefusedWithTheNearestThatIs() {
    String[] given = {"--config", "c.yaml", "--rule", "folder"};
    String message = refusal(() -> JobSettings.arguments(given, Set.of("rules")));
    assertTrue(message.contains("no argument --rule"), message);
    assertTrue(message.contains("did you mean 'rules'"), message);
    assertTrue(message.contains("--bootstrap, --config"), message);
    given[2] = "--rules";
    assertEquals("folder", JobSettings.arguments(given, Set.of("rules")).get("rules"));
  }

  @Test
  void bothJobsRefuseWhatTheyDoNotKnow() {
    assertThrows(
        InvalidConfigurationException.class,
        () -> DetectionJob.main(new String[] {"--lists", "folder"}));
    assertThrows(
        InvalidConfigurationException.class,
        () -> BlocklistJob.main(new String[] {"--rules", "folder"}));
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

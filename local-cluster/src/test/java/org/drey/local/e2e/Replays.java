package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.ReplayJob;
import org.drey.streaming.lists.ListSettings;
import org.jspecify.annotations.Nullable;

/** Replays a folder, two subtasks each. */
public final class Replays {
  private Replays() {}

  /**
   * Writes a folder's results to another; fails where there is nothing to read, or an alert does
   * not explain its score.
   */
  public static void run(
      RuleSet rules,
      DreyConfiguration configuration,
      @Nullable ListSettings lists,
      Path input,
      Path output)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, FlinkSettings.bounded(2));
    ReplayJob replay = new ReplayJob(rules, configuration, lists, output);
    assertTrue(replay.addTo(env, input));
    env.execute("replay");
    replay.publish();
    ExplainedAlerts.check(output.resolve("alerts.jsonl"));
  }
}

package org.drey.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.SharedLists;
import org.drey.streaming.source.StartOffsets;

/** Starts the blocklist job on the cluster to which the jar was submitted. */
public final class BlocklistJob {
  static final Set<String> ARGUMENTS =
      Set.of("lists", "blocklist", "key-file", "subscriber-policies");

  private static final String USAGE =
      """
      --lists DIR              the folder of list files, the same on every machine; which of them
                               are in force is announced on blocklist-control
      --blocklist FILE         or one list, compiled or plain, that stays as it is
      --key-file FILE          the lists' key, a file on every machine; else the environment
                               variable DREY_LIST_KEY of every machine; a plain list needs none
      --subscriber-policies    reads subscriber-policies: parental control for those who asked
      """;

  private BlocklistJob() {}

  /**
   * Ends once the job is submitted, or says what is wrong with the arguments, topics or cluster.
   */
  public static void main(String[] arguments) throws Exception {
    JobStart.run(() -> start(JobArguments.of(arguments, ARGUMENTS)));
  }

  private static JobExecutionResult start(ParameterTool given) throws Exception {
    // No one waits for the signals of last week.
    JobSettings settings =
        JobArguments.settings(given, USAGE).startedAt(StartOffsets.LATEST.goingOn());
    ListSettings lists = lists(given, settings);
    JobStart.asking(
        settings.kafka(),
        () -> {
          LiveBlocklist.demand(settings, lists, System.err::println);
          return lists;
        });
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.deployed(FlinkSettings.blocklist(), settings.configuration().flink()));
    LiveBlocklist.build(env, settings, lists);
    return env.execute(LiveBlocklist.NAME);
  }

  static ListSettings lists(ParameterTool given, JobSettings settings) throws IOException {
    if (given.has("lists") == given.has("blocklist")) {
      throw new InvalidConfigurationException("The job needs --lists or --blocklist:\n" + USAGE);
    }
    ListSettings lists =
        given.has("lists")
            ? ListSettings.announced(
                Path.of(given.get("lists")), settings.kafka(), settings.topicPrefix())
            : ListSettings.ofFile(Path.of(given.get("blocklist")));
    if (given.has("key-file")) {
      lists = lists.withKey(Path.of(given.get("key-file")));
    }
    if (given.has("subscriber-policies")) {
      lists = lists.withPoliciesOn(settings.kafka(), settings.topicPrefix());
    }
    SharedLists.check(lists);
    return lists;
  }
}

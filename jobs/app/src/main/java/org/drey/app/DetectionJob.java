package org.drey.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.job.JobSubmission;
import org.drey.streaming.job.LiveDetection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the detection job on the cluster to which the jar was submitted. */
public final class DetectionJob {
  static final Set<String> ARGUMENTS = Set.of("rules", "psl", "deployment", "resync");

  private static final String USAGE =
      """
      --deployment NAME        of one of two detection jobs on the same topics; else both have the
                               same transactional ids
      --resync                 writes every alert again that the state has, so that it goes before
                               what another job has written; for this start
      --rules DIR              the rules, instead of the catalogue
      --psl FILE               the public suffix list, instead of the one that ships with Drey
      """;

  private static final Logger LOG = LoggerFactory.getLogger(DetectionJob.class);

  private DetectionJob() {}

  /**
   * Ends once the job is submitted, or says what is wrong with the arguments, topics or cluster.
   * {@code --rules DIR} replaces the catalogue, {@code --psl FILE} the public suffix list that
   * ships with Drey. Both are read here, once, and travel with the job.
   */
  public static void main(String[] arguments) throws Exception {
    JobStart.run(() -> start(JobArguments.of(arguments, ARGUMENTS)));
  }

  private static JobExecutionResult start(ParameterTool given) throws Exception {
    JobSettings settings =
        JobArguments.settings(given, USAGE).withSuffixes(suffixes(given.get("psl")));
    RuleSet rules = StreamRegistry.compile(rules(given.get("rules")), settings.configuration());
    rules.warnings().forEach(LOG::warn);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            FlinkSettings.deployed(FlinkSettings.detection(), settings.configuration().flink()));
    JobSubmission submission =
        JobStart.asking(
            settings.kafka(),
            () -> LiveDetection.demand(env, settings, rules, System.err::println));
    LiveDetection.build(
        env, settings, rules, given.has("resync") ? submission.repeating() : submission);
    return env.execute(LiveDetection.NAME);
  }

  private static List<RuleFile> rules(@Nullable String folder) throws IOException {
    return folder == null ? RuleFile.catalogue() : RuleFile.readAll(Path.of(folder));
  }

  static SuffixList suffixes(@Nullable String file) throws IOException {
    return file == null ? SuffixList.BUNDLED : SuffixList.of(Path.of(file));
  }
}

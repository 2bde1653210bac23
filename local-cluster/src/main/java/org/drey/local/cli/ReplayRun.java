package org.drey.local.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkException;
import org.drey.alerts.source.NewestLines;
import org.drey.base.FileErrors;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.job.FlinkSettings;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.ReplayJob;
import org.drey.streaming.lists.ListSettings;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.SlowStep;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/** One replay: starts Flink in this JVM, runs, counts. */
public final class ReplayRun {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
  private static final String FULL = "No space left on device";

  private final RuleSet rules;
  private final DreyConfiguration configuration;
  private final @Nullable ListSettings lists;
  private final Path input;
  private final Path output;
  private final int parallelism;

  ReplayRun(
      RuleSet rules,
      DreyConfiguration configuration,
      @Nullable ListSettings lists,
      Path input,
      Path output,
      int parallelism) {
    this.rules = rules;
    this.configuration = configuration;
    this.lists = lists;
    this.input = input;
    this.output = output;
    this.parallelism = parallelism;
  }

  /**
   * Runs to the end. If it fails, the results that were there before stay.
   *
   * @throws IOException if a file could not be read or written, the job's own ones among them
   */
  public ReplaySummary execute(ProgressLine progress) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, FlinkSettings.bounded(parallelism));
    ReplayJob replay = new ReplayJob(rules, configuration, lists, output);
    try {
      Map<String, Long> counts = replay.addTo(env, input) ? run(env, progress) : Map.of();
      replay.publish();
      NewestLines.writeIn(output);
      VerdictsBeside.add(input, output);
      return ReplaySummary.of(counts, arrivals(), output);
    } catch (ExecutionException | IOException | FlinkException e) {
      throw explained(e);
    } finally {
      replay.discard();
    }
  }

  private ArrivalReport arrivals() throws IOException {
    boolean isMatched =
        lists != null
            && LiveBlocklist.TOPICS.stream()
                .anyMatch(topic -> Files.exists(input.resolve(topic + ".jsonl")));
    return SlowStep.run(
        "counting late lines",
        () -> ArrivalReport.ofFolder(input, rules, configuration, isMatched));
  }

  private static Map<String, Long> run(StreamExecutionEnvironment env, ProgressLine progress)
      throws Exception {
    JobClient job = SlowStep.run("starting Flink", () -> env.executeAsync("replay"));
    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
    try {
      follow(job, end, progress);
    } catch (InterruptedException e) {
      stop(job);
      throw e;
    } finally {
      progress.clear();
    }
    Map<String, Long> counts = new TreeMap<>();
    end.get().getAllAccumulatorResults().forEach((name, value) -> counts.put(name, (Long) value));
    return counts;
  }

  /** Its sinks would go on beside whoever removes their files. */
  private static void stop(JobClient job) throws ExecutionException, InterruptedException {
    try {
      Object unused =
          job.cancel()
              .thenCompose(cancelled -> job.getJobExecutionResult())
              .handle((result, failed) -> 0)
              .completeOnTimeout(0, STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)
              .get();
    } catch (IllegalStateException e) {
      // it has just ended, and its cluster with it
    }
  }

  private static void follow(
      JobClient job, CompletableFuture<JobExecutionResult> end, ProgressLine progress)
      throws ExecutionException, InterruptedException {
    while (!end.isDone()) {
      try {
        end.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        progress.show(() -> "replaying: " + read(job) + " events read");
      }
    }
  }

  /** Says what a failure of Flink comes of, where that is known. */
  static Exception explained(Exception failed) {
    return ExceptionUtils.findThrowable(failed, TimeoutException.class).isPresent()
        ? new UserError(
            "The machine is too busy: a part of Flink did not answer another in time."
                + " Results that were there before are as they were. Try again when less runs"
                + " beside it, or with --parallelism 1.")
        : withFolder(failed);
  }

  /**
   * Adds the folder for temporary files to a failure: what of a job is larger than its memory is
   * there, and Flink does not say so if it is full.
   */
  static Exception withFolder(Exception failed) {
    Throwable root = failed;
    for (Throwable one = failed; one != null; one = one.getCause()) {
      if (one instanceof FileSystemException) {
        return failed; // says which file it was
      }
      root = one;
    }
    return root instanceof IOException full && String.valueOf(full.getMessage()).contains(FULL)
        ? FileErrors.named(System.getProperty("java.io.tmpdir", "temporary files"), full)
        : failed;
  }

  private static long read(JobClient job) {
    try {
      return job.getAccumulators().get().entrySet().stream()
          .filter(entry -> entry.getKey().endsWith(".read"))
          .filter(entry -> !entry.getKey().startsWith("blocklist"))
          .mapToLong(entry -> (Long) entry.getValue())
          .sum();
    } catch (ExecutionException | IllegalStateException e) {
      return 0; // the job has just ended, and its cluster with it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}

package org.drey.local.up;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.local.processes.NotedProcess;
import org.drey.local.processes.PlannedProcess;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/** A submission of a job by Flink's own command, as users do it. */
final class SubmittedJob {
  private static final Pattern ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern CAUSE =
      Pattern.compile("(?:Caused by: )?[\\w.$]+(?:Exception|Error): ?(.*)");
  private static final Duration SUBMIT_WITHIN = Duration.ofMinutes(4);
  private static final int LINES = 2_000;

  private final ClusterFolder folder;
  private final ClusterParts parts;
  private final Consumer<String> progress;

  SubmittedJob(ClusterFolder folder, ClusterParts parts, Consumer<String> progress) {
    this.folder = folder;
    this.parts = parts;
    this.progress = progress;
  }

  /**
   * Submits a job; returns the id that Flink gives it.
   *
   * @param from the savepoint or checkpoint that it goes on from; null for none
   * @param resync whether the detection job writes every alert again
   */
  String submit(JobKind job, DeployedJobs jobs, @Nullable String from, boolean resync)
      throws Exception {
    progress.accept(
        "submitting the " + job.shortName() + " job" + (from == null ? "" : ", from " + from));
    List<String> arguments = new ArrayList<>(List.of("run", "-d"));
    arguments.addAll(List.of("-p", Integer.toString(jobs.parallelism())));
    if (from != null) {
      arguments.addAll(List.of("-s", from));
    }
    arguments.addAll(List.of("-c", job.main(), folder.jar(jobs.jar()).toString()));
    arguments.addAll(List.of("--kafka", folder.client().toString()));
    arguments.addAll(List.of("--config", folder.configuration().toString()));
    if (job == JobKind.BLOCKLIST) {
      arguments.addAll(List.of("--lists", folder.lists().toString()));
      arguments.addAll(List.of("--key-file", folder.key().toString()));
    }
    if (job == JobKind.DETECTION && resync) {
      arguments.add("--resync");
    }
    String name = "submit-" + job.shortName();
    Files.deleteIfExists(folder.processes().log(name));
    PlannedProcess command = parts.flink().command(name, arguments);
    return id(job, run(command));
  }

  /** Waits for a submission of a job that goes on after the end of the command that began it. */
  void awaitEarlier(JobKind job) throws Exception {
    String name = "submit-" + job.shortName();
    Optional<NotedProcess> earlier = folder.processes().find(name);
    if (earlier.isPresent()) {
      boolean unused = earlier.get().hasEnded(SUBMIT_WITHIN);
      folder.processes().forget(name);
    }
  }

  private List<String> run(PlannedProcess command) throws Exception {
    NotedProcess process = folder.processes().start(command);
    try {
      if (!process.hasEnded(SUBMIT_WITHIN)) {
        throw new UserError(
            "Flink has not taken the job within %d s. See %s."
                .formatted(SUBMIT_WITHIN.toSeconds(), folder.processes().log(command.name())));
      }
    } finally {
      process.kill();
      folder.processes().forget(command.name());
    }
    return folder.processes().lastLines(command.name(), LINES);
  }

  private String id(JobKind job, List<String> said) {
    for (String line : said) {
      Matcher id = ID.matcher(line);
      if (id.find()) {
        return id.group(1);
      }
    }
    throw new UserError(
        "The %s job was not taken: %s\nAll of it: %s"
            .formatted(
                job.shortName(), cause(said), folder.processes().log("submit-" + job.shortName())));
  }

  /** Returns the message of the innermost error, which is the last one that is named. */
  static String cause(List<String> said) {
    String cause = said.isEmpty() ? "it says no why" : said.get(said.size() - 1);
    for (String line : said) {
      Matcher matcher = CAUSE.matcher(line);
      if (matcher.matches() && !matcher.group(1).isEmpty()) {
        cause = matcher.group(1);
      }
    }
    return cause;
  }
}

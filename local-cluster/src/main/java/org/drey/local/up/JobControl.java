package org.drey.local.up;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.processes.FlinkRest;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.processes.ProcessFolder.PlannedProcess;
import org.drey.local.up.DeployedJobs.Run;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/** Both jobs on the cluster: submitted by Flink's own command, and noted in the folder. */
final class JobControl {
  private static final Duration RUN_WITHIN = Duration.ofMinutes(4);
  private static final Pattern ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern CAUSE =
      Pattern.compile("(?:Caused by: )?[\\w.$]+(?:Exception|Error): ?(.*)");
  private static final int LINES = 2_000;

  private final ClusterFolder folder;
  private final ClusterParts parts;
  private final FlinkRest flink;
  private final Consumer<String> progress;

  /**
   * The jobs of a cluster.
   *
   * @param progress takes a line for each step
   */
  JobControl(ClusterFolder folder, ClusterParts parts, Consumer<String> progress) {
    this.folder = folder;
    this.parts = parts;
    this.flink = parts.rest();
    this.progress = progress;
  }

  /** Returns whether both are noted, and Flink has them and they have not ended. */
  boolean areThere() throws InterruptedException {
    try {
      DeployedJobs jobs = folder.jobs().orElseThrow(() -> new UserError("no job was deployed"));
      for (JobKind job : JobKind.values()) {
        if (isOver(jobs.run(job))) {
          return false;
        }
      }
      return true;
    } catch (IOException | UserError e) {
      return false;
    }
  }

  private boolean isOver(Run run) throws IOException, InterruptedException {
    String id = run.id();
    return id == null || FlinkRest.isOver(flink.state(id));
  }

  /** Returns whether Flink knows a run, ended or not. */
  boolean isKnown(String id) throws InterruptedException {
    try {
      return !flink.state(id).isEmpty();
    } catch (IOException e) {
      return false; // no answer this time
    }
  }

  /** Returns how many slots the task managers have that have come to the job manager. */
  int slots() throws InterruptedException {
    try {
      return flink.get("overview").path("slots-total").asInt();
    } catch (IOException e) {
      return 0; // no answer this time
    }
  }

  /** Returns the run of a job, also one that a command submitted which was broken off. */
  private Run current(JobKind job, DeployedJobs jobs) throws Exception {
    Run run = jobs.run(job);
    if (!isOver(run)) {
      return run;
    }
    awaitEarlierSubmission(job);
    List<String> running = flink.running(job.group());
    return running.isEmpty() ? run : new Run(running.get(0), run.newestState(folder.path("data")));
  }

  /**
   * Submits those jobs that do not run, from the newest state that each has; returns when all tasks
   * of both are at work.
   *
   * @param resync whether the detection job writes every alert again
   */
  DeployedJobs startMissing(DeployedJobs wanted, boolean resync) throws Exception {
    DeployedJobs jobs = wanted;
    for (JobKind job : JobKind.values()) {
      Run run = current(job, jobs);
      if (isOver(run)) {
        String from = run.newestState(folder.path("data"));
        run = new Run(submit(job, jobs, from, resync), from);
      }
      jobs = jobs.with(job, run);
      folder.write(jobs);
    }
    for (JobKind job : JobKind.values()) {
      String id = jobs.run(job).id();
      if (id != null && !ConditionWait.holdsWithin(RUN_WITHIN, () -> isRunning(job, id))) {
        throw new UserError("The " + job.shortName() + " job does not run" + reason(id));
      }
    }
    return jobs;
  }

  private boolean isRunning(JobKind job, String id) throws InterruptedException {
    try {
      if (!flink.isRunning(id) && FlinkRest.isOver(flink.state(id))) {
        throw new UserError("The " + job.shortName() + " job does not run" + reason(id));
      }
      return flink.isRunning(id);
    } catch (IOException e) {
      return false; // no answer this time
    }
  }

  /** Returns the newest error of a job as the end of a sentence. */
  private String reason(String id) throws InterruptedException {
    try {
      String error = StatusProbe.root(StatusProbe.lastError(flink, id).path("stacktrace").asText());
      return error.isEmpty() ? "." : ": " + error + ".";
    } catch (IOException e) {
      return "."; // no answer this time
    }
  }

  /** Waits for a checkpoint of each job; returns which completes none, and why, if one does not. */
  @Nullable String withoutCheckpoint(DeployedJobs jobs, Duration within) throws Exception {
    for (JobKind job : JobKind.values()) {
      String id = jobs.run(job).id();
      if (id != null && !ConditionWait.holdsWithin(within, () -> hasCheckpoint(id))) {
        return "The " + job.shortName() + " job completes no checkpoint" + reason(id);
      }
    }
    return null;
  }

  private boolean hasCheckpoint(String id) throws InterruptedException {
    try {
      return flink.completedCheckpoints(id) > 0;
    } catch (IOException e) {
      return false; // no answer this time
    }
  }

  /**
   * Stops both jobs with a savepoint each, which the next start goes on from, and cancels others of
   * their names. A job that gives none goes on from its last checkpoint.
   */
  void stop(DeployedJobs noted) throws Exception {
    DeployedJobs jobs = noted;
    for (JobKind job : JobKind.values()) {
      try {
        Run run = current(job, jobs);
        String id = run.id();
        if (id != null && !isOver(run)) {
          progress.accept("stopping the " + job.shortName() + " job with a savepoint");
          jobs = jobs.with(job, run);
          folder.write(
              jobs); // else without a savepoint the state before this run is restored again
          String savepoint = flink.stop(id, folder.uri("savepoints"), false);
          ConditionWait.until("the end of job " + id, () -> FlinkRest.isOver(flink.state(id)));
          jobs = jobs.with(job, new Run(null, savepoint));
          folder.write(jobs);
          cancelAll(job);
        }
      } catch (IOException | IllegalStateException e) {
        progress.accept(
            "no savepoint of the %s job (%s); it will go on from its last checkpoint"
                .formatted(job.shortName(), e.getMessage()));
      }
    }
  }

  /**
   * Cancels jobs that another job manager has brought back, so that they can be submitted anew: a
   * stop without a savepoint leaves them to it. Each keeps its last checkpoint.
   */
  DeployedJobs cancel(DeployedJobs noted) throws Exception {
    DeployedJobs jobs = noted;
    for (JobKind job : JobKind.values()) {
      jobs = jobs.with(job, current(job, jobs));
      cancelAll(job);
    }
    return jobs;
  }

  private void cancelAll(JobKind job) throws Exception {
    for (String id : flink.running(job.group())) {
      progress.accept("cancelling the " + job.shortName() + " job " + id);
      flink.cancel(id);
    }
  }

  private static String submission(JobKind job) {
    return "submit-" + job.shortName();
  }

  /** Waits for a submission of a job that goes on after the end of the command that began it. */
  private void awaitEarlierSubmission(JobKind job) throws Exception {
    var earlier = folder.processes().find(submission(job));
    if (earlier.isPresent()) {
      boolean unused = earlier.get().hasEnded(RUN_WITHIN);
      folder.processes().forget(submission(job));
    }
  }

  private String submit(JobKind job, DeployedJobs jobs, @Nullable String from, boolean resync)
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
    Files.deleteIfExists(folder.processes().log(submission(job)));
    List<String> said = run(parts.flink().command(submission(job), arguments));
    for (String line : said) {
      Matcher id = ID.matcher(line);
      if (id.find()) {
        return id.group(1);
      }
    }
    throw new UserError(
        "The %s job was not taken: %s\nAll of it: %s"
            .formatted(job.shortName(), cause(said), folder.processes().log(submission(job))));
  }

  private List<String> run(PlannedProcess command) throws Exception {
    NotedProcess process = folder.processes().start(command);
    try {
      if (!process.hasEnded(RUN_WITHIN)) {
        throw new UserError(
            "Flink has not taken the job within %d s. See %s."
                .formatted(RUN_WITHIN.toSeconds(), folder.processes().log(command.name())));
      }
    } finally {
      process.kill();
      folder.processes().forget(command.name());
    }
    return folder.processes().lastLines(command.name(), LINES);
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

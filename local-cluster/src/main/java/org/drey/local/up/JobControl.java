package org.drey.local.up;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.processes.FlinkRest;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/** Both jobs on the cluster: submitted by Flink's own command, and noted in the folder. */
final class JobControl {
  private static final Duration RUN_WITHIN = Duration.ofMinutes(4);

  private final ClusterFolder folder;
  private final FlinkRest flink;
  private final SubmittedJob submitting;
  private final Consumer<String> progress;

  /**
   * The jobs of a cluster.
   *
   * @param progress takes a line for each step
   */
  JobControl(ClusterFolder folder, ClusterParts parts, Consumer<String> progress) {
    this.folder = folder;
    this.flink = parts.flink().rest(parts.restPorts());
    this.submitting = new SubmittedJob(folder, parts, progress);
    this.progress = progress;
  }

  FlinkRest flink() {
    return flink;
  }

  /** Returns what is deployed; fails if nothing is. */
  DeployedJobs deployed() throws IOException {
    return folder
        .jobs()
        .orElseThrow(() -> new UserError("No job was deployed yet. './drey up' deploys both."));
  }

  /** Returns the state of a job, such as RUNNING; empty if Flink does not know it. */
  String state(DeployedJobs.Run run) throws IOException, InterruptedException {
    String id = run.id();
    return id == null ? "" : flink.state(id);
  }

  /**
   * Submits those jobs that do not run, from the newest state that each has; returns when all tasks
   * of both are at work. One that a command submitted which was broken off is noted.
   *
   * @param resync whether the detection job writes every alert again
   */
  DeployedJobs startMissing(DeployedJobs wanted, boolean resync) throws Exception {
    DeployedJobs jobs = wanted;
    for (JobKind job : JobKind.values()) {
      DeployedJobs.Run run = jobs.run(job);
      if (FlinkRest.isOver(state(run))) {
        String from = RestorePoint.of(folder.path("data"), run);
        submitting.awaitEarlier(job);
        List<String> running = flink.running(job.group());
        String id = running.isEmpty() ? submitting.submit(job, jobs, from, resync) : running.get(0);
        jobs = jobs.with(job, new DeployedJobs.Run(id, from));
        folder.write(jobs);
      }
    }
    awaitRunning(jobs);
    return jobs;
  }

  /** Waits until all tasks are at work, which they may also become by themselves. */
  private void awaitRunning(DeployedJobs jobs) throws Exception {
    for (JobKind job : JobKind.values()) {
      String id = jobs.run(job).id();
      if (id != null && !ConditionWait.holdsWithin(RUN_WITHIN, () -> isRunning(job, id))) {
        throw new UserError(notRunning(job, id));
      }
    }
  }

  private boolean isRunning(JobKind job, String id) throws InterruptedException {
    if (flink.isRunning(id)) {
      return true;
    }
    try {
      if (FlinkRest.isOver(flink.state(id))) {
        throw new UserError(notRunning(job, id));
      }
    } catch (IOException e) {
      return false; // no answer this time
    }
    return false;
  }

  private String notRunning(JobKind job, String id) throws InterruptedException {
    return "The " + job.shortName() + " job does not run" + reason(id);
  }

  /** Returns the newest error of a job as the end of a sentence. */
  private String reason(String id) throws InterruptedException {
    try {
      String error = JobProbe.rootOfLastError(flink, id);
      return error.isEmpty() ? "." : ": " + error + ".";
    } catch (IOException e) {
      return "."; // no answer this time
    }
  }

  /** Waits until each job has completed a checkpoint of its own. */
  void awaitCheckpoints(DeployedJobs jobs) throws Exception {
    for (JobKind job : JobKind.values()) {
      String id = jobs.run(job).id();
      if (id != null
          && !ConditionWait.holdsWithin(RUN_WITHIN, () -> flink.completedCheckpoints(id) > 0)) {
        throw new UserError("The " + job.shortName() + " job completes no checkpoint" + reason(id));
      }
    }
  }

  /** Takes a savepoint of a job that goes on; returns where it is. */
  String savepoint(JobKind job, DeployedJobs jobs) throws Exception {
    try {
      String id = Objects.requireNonNull(jobs.run(job).id());
      return flink.savepoint(id, folder.uri("savepoints"));
    } catch (IOException e) {
      throw new UserError(
          "The %s job goes on without: %s './drey status' shows when it is well; try again then."
              .formatted(job.shortName(), e.getMessage()));
    }
  }

  /** Stops both jobs with a savepoint each, which the next start goes on from. */
  DeployedJobs stop(DeployedJobs running) throws Exception {
    DeployedJobs jobs = running;
    for (JobKind job : JobKind.values()) {
      jobs = stop(job, jobs);
    }
    return jobs;
  }

  private DeployedJobs stop(JobKind job, DeployedJobs jobs) throws Exception {
    DeployedJobs.Run run = jobs.run(job);
    String id = run.id();
    if (id == null || FlinkRest.isOver(state(run))) {
      return jobs;
    }
    progress.accept("stopping the " + job.shortName() + " job with a savepoint");
    String savepoint = flink.stop(id, folder.uri("savepoints"), false);
    ConditionWait.until("the end of job " + id, () -> FlinkRest.isOver(flink.state(id)));
    DeployedJobs stopped = jobs.with(job, new DeployedJobs.Run(null, savepoint));
    folder.write(stopped);
    return stopped;
  }

  /** Lets the detection job go on from a savepoint and write every alert again. */
  void resync() throws Exception {
    DeployedJobs before = deployed();
    demandRunning(before);
    DeployedJobs after = startMissing(stop(JobKind.DETECTION, before), true);
    progress.accept("waiting for a checkpoint");
    awaitCheckpoints(after);
  }

  /** Cancels whatever runs of both jobs, noted or not; each keeps its last checkpoint. */
  private void cancel() throws Exception {
    for (JobKind job : JobKind.values()) {
      submitting.awaitEarlier(job);
      for (String id : flink.running(job.group())) {
        flink.cancel(id);
      }
    }
  }

  /** Fails, before anything is changed, if a job is not at work. */
  void demandRunning(DeployedJobs jobs) throws InterruptedException {
    for (JobKind job : JobKind.values()) {
      String id = jobs.run(job).id();
      if (id == null || !flink.isRunning(id)) {
        throw new UserError(
            "The "
                + job.shortName()
                + " job does not run. './drey status' shows its last error, './drey up' tries"
                + " again. Nothing was changed.");
      }
    }
  }

  /**
   * Puts another jar or parallelism in the place of what runs; where the new one does not come to a
   * checkpoint, the old one goes on from the same savepoints.
   *
   * @param resync whether the detection job writes every alert again
   * @return what runs now
   */
  DeployedJobs change(String jar, int parallelism, boolean resync) throws Exception {
    DeployedJobs before = deployed();
    demandRunning(before);
    DeployedJobs stopped = null;
    try {
      stopped = stop(before);
      DeployedJobs wanted = new DeployedJobs(jar, parallelism, stopped.runs());
      folder.write(wanted); // should this be broken off, 'up' goes on with it
      DeployedJobs after = startMissing(wanted, resync);
      progress.accept("waiting for a checkpoint of each");
      awaitCheckpoints(after);
      return after;
    } catch (IOException | UserError | IllegalStateException e) {
      throw goBack(before, stopped, e);
    }
  }

  /**
   * Puts back what ran before.
   *
   * @param stopped the savepoints that were taken; null if one of them failed
   * @return what to say
   */
  private UserError goBack(DeployedJobs before, @Nullable DeployedJobs stopped, Exception reason)
      throws Exception {
    progress.accept("it does not run; going back");
    try {
      if (stopped != null) {
        cancel();
      }
      DeployedJobs rest = stopped == null ? deployed() : stopped;
      DeployedJobs old = new DeployedJobs(before.jar(), before.parallelism(), rest.runs());
      folder.write(old);
      // What the newer detection job may have written would outrank what the old one knows.
      DeployedJobs unused = startMissing(old, stopped != null);
    } catch (IOException | UserError | IllegalStateException e) {
      return new UserError(
          "The change failed ("
              + reason.getMessage()
              + "), and so did the way back: "
              + e.getMessage()
              + " './drey status' shows what runs, './drey up' starts what is missing.");
    }
    return new UserError(
        "The change was taken back, and what ran before runs again, from the same savepoints."
            + " The reason: "
            + reason.getMessage());
  }
}

package org.drey.local.up;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.drey.local.processes.NotedProcess;
import org.drey.local.processes.ProcessFolder;
import org.drey.local.up.PlannedPart.Kind;

/** Stops a cluster: its jobs with a savepoint, then its processes. */
final class ClusterStop {
  /** After which a process is killed: a broker without a quorum never ends by itself. */
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(25);

  private static final List<List<Kind>> WAVES =
      List.of(
          List.of(Kind.PROMETHEUS, Kind.ALERTMANAGER, Kind.CONSOLE, Kind.SPLASH),
          List.of(Kind.TASK_MANAGER, Kind.JOB_MANAGER),
          List.of(Kind.BROKER),
          List.of(Kind.ZOOKEEPER));

  private final ClusterFolder folder;
  private final ClusterSettings settings;
  private final ProcessFolder processes;
  private final Consumer<String> progress;

  ClusterStop(ClusterFolder folder, ClusterSettings settings, Consumer<String> progress) {
    this.folder = folder;
    this.settings = settings;
    this.processes = folder.processes();
    this.progress = progress;
  }

  /**
   * Stops it.
   *
   * @param keep whether jobs are to go on later
   */
  void run(boolean keep) throws Exception {
    if (keep) {
      stopJobs();
    }
    // Also what an installation of then had and this one has not.
    ClusterPlan plan = ClusterPlan.of(settings, true);
    for (List<Kind> wave : WAVES) {
      stop(plan.of(wave));
    }
  }

  private void stopJobs() throws Exception {
    JobControl jobs = new JobControl(folder, new ClusterParts(folder, settings), progress);
    boolean hasTasks = processes.isAlive("taskmanager-1") || processes.isAlive("taskmanager-2");
    if (folder.jobs().isEmpty() || !hasTasks) {
      return;
    }
    try {
      DeployedJobs unused = jobs.stop(jobs.deployed());
    } catch (IOException | IllegalStateException e) {
      progress.accept(
          "no savepoint (" + e.getMessage() + "); the jobs will go on from their last checkpoints");
    }
  }

  private void stop(List<PlannedPart> parts) throws IOException, InterruptedException {
    List<NotedProcess> running = new ArrayList<>();
    for (PlannedPart part : parts) {
      processes.find(part.name()).filter(NotedProcess::isAlive).ifPresent(running::add);
    }
    if (!running.isEmpty()) {
      progress.accept(
          "stopping " + String.join(", ", running.stream().map(NotedProcess::name).toList()));
    }
    running.forEach(NotedProcess::askToEnd);
    for (NotedProcess process : running) {
      if (!process.stop(ENDED_WITHIN)) {
        progress.accept(process.name() + " did not end by itself and was killed");
      }
    }
    for (PlannedPart part : parts) {
      processes.forget(part.name());
    }
  }
}

package org.drey.local.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.demo.ListPublishing;
import org.drey.local.processes.FlinkRest;
import org.drey.local.processes.MachineMemory;
import org.drey.local.processes.NotedProcess;
import org.drey.local.processes.ProcessFolder;
import org.drey.local.processes.SocketTable;
import org.drey.local.up.PlannedPart.Kind;
import org.drey.terminal.FolderFiles;
import org.drey.terminal.UserError;

/** Starts what of a cluster does not run, down to the jobs; leaves alone what does. */
final class ClusterStart {
  private static final Duration UP_WITHIN = Duration.ofMinutes(3);
  private static final int ATTEMPTS = 3;
  private static final int LAST_LINES = 8;

  /** What needs another that comes before it. */
  private static final List<List<Kind>> WAVES =
      List.of(
          List.of(Kind.ZOOKEEPER),
          List.of(Kind.BROKER, Kind.JOB_MANAGER),
          List.of(Kind.TASK_MANAGER));

  private static final List<Kind> AFTER_JOBS =
      List.of(Kind.CONSOLE, Kind.SPLASH, Kind.ALERTMANAGER, Kind.PROMETHEUS);

  private final ClusterFolder folder;
  private final ClusterSettings settings;
  private final ClusterPlan plan;
  private final ClusterParts parts;
  private final ProcessFolder processes;
  private final JobControl jobs;
  private final Consumer<String> progress;

  ClusterStart(ClusterFolder folder, ClusterSettings settings, Consumer<String> progress) {
    this.folder = folder;
    this.settings = settings;
    this.plan = ClusterPlan.of(settings, MonitorFiles.areInstalled());
    this.parts = new ClusterParts(folder, settings);
    this.processes = folder.processes();
    this.jobs = new JobControl(folder, parts, progress);
    this.progress = progress;
  }

  /** Returns those that do not run. */
  List<PlannedPart> missing() throws IOException {
    List<PlannedPart> missing = new ArrayList<>();
    for (PlannedPart part : plan.parts()) {
      if (!processes.isAlive(part.name())) {
        missing.add(part);
      }
    }
    return missing;
  }

  /** Returns whether both jobs are deployed and have not ended. */
  boolean hasJobs() throws InterruptedException {
    try {
      DeployedJobs deployed = jobs.deployed();
      for (JobKind job : JobKind.values()) {
        if (FlinkRest.isOver(jobs.state(deployed.run(job)))) {
          return false;
        }
      }
      return true;
    } catch (IOException | UserError e) {
      return false;
    }
  }

  /** Fails with all reasons against a start, before anything is started. */
  void check() throws IOException {
    SocketTable sockets = SocketTable.read();
    StartObstacles checks =
        new StartObstacles(port -> owner(sockets, port), MachineMemory.available());
    List<String> problems = new ArrayList<>(StaleState.problems(folder, settings));
    problems.addAll(checks.problems(missing()));
    if (!problems.isEmpty()) {
      throw new UserError(String.join("\n", problems) + "\nNothing was started.");
    }
  }

  @SuppressWarnings("NullAway") // the interface allows null
  private static String owner(SocketTable sockets, int port) {
    if (!sockets.isListenedOn(port)) {
      return null;
    }
    ProcessHandle owner = sockets.owner(port);
    return owner == null
        ? "a program of another user"
        : "process %d (%s)".formatted(owner.pid(), owner.info().command().orElse("unknown"));
  }

  /**
   * Starts everything that is missing; returns when both jobs are at work.
   *
   * @param jar the file's name in the folder of jars, with which jobs are deployed that never were
   */
  void run(String jar) throws Exception {
    DeployedJobs wanted =
        folder.jobs().orElseGet(() -> DeployedJobs.none(jar, ClusterSettings.PARALLELISM));
    parts.writeFlink(folder.jar(wanted.jar()));
    parts.kafka().writeClient(folder.client());
    for (List<Kind> wave : WAVES) {
      start(wave);
    }
    Properties client = parts.kafka().client();
    int made =
        TopicCreation.create(
            client,
            DreyConfiguration.read(folder.configuration()),
            parts.kafka().replication(),
            settings.recordedTimes());
    if (made > 0) {
      progress.accept("created " + made + " topics");
    }
    publishList(client);
    awaitSlots(wanted);
    deploy(wanted);
    start(AFTER_JOBS);
    progress.accept("waiting for a checkpoint of each job");
    DeployedJobs now = jobs.deployed(); // the first may fail, so that 'status' were not well
    boolean unused = ConditionWait.holdsWithin(UP_WITHIN, () -> now.areSaved(jobs.flink()));
  }

  private void deploy(DeployedJobs wanted) throws Exception {
    try {
      DeployedJobs unused = jobs.startMissing(wanted, false);
    } catch (UserError e) {
      throw new UserError(
          e.getMessage() + "\n'./drey status' shows what runs, './drey up' tries again.");
    }
  }

  private void start(List<Kind> kinds) throws Exception {
    List<NotedProcess> started = new ArrayList<>();
    for (PlannedPart part : plan.of(kinds)) {
      if (!processes.isAlive(part.name())) {
        progress.accept("starting " + part.name());
        started.add(processes.start(parts.process(part)));
      }
    }
    for (NotedProcess process : started) {
      if (!ConditionWait.holdsWithin(UP_WITHIN, () -> isUp(process))) {
        throw new UserError(failed(process, "does not listen on its ports " + process.ports()));
      }
    }
  }

  private boolean isUp(NotedProcess process) throws IOException {
    if (!process.isAlive()) {
      throw new UserError(failed(process, "has ended"));
    }
    return process.isListening();
  }

  private String failed(NotedProcess process, String what) throws IOException {
    return process.name()
        + " "
        + what
        + ". Its last lines, of "
        + processes.log(process.name())
        + ":\n  "
        + String.join("\n  ", processes.lastLines(process.name(), LAST_LINES));
  }

  /** Publishes the list of the folder under a new key, the first time. */
  private void publishList(Properties client) throws Exception {
    Path done = folder.path("data").resolve("list-published");
    if (Files.exists(done)) {
      return;
    }
    progress.accept("publishing the list");
    Files.deleteIfExists(folder.key()); // of a start that was broken off
    FolderFiles.delete(folder.lists());
    var unused = ListPublishing.publish(folder.path("blocklist.txt"), folder.root(), client);
    Files.createFile(done);
  }

  /** Waits for the task managers, and where another job manager takes over, for the jobs. */
  private void awaitSlots(DeployedJobs wanted) throws Exception {
    int needed = wanted.parallelism() * JobKind.values().length;
    awaitManagers("task managers with " + needed + " slots", () -> slots() >= needed);
    if (settings.ha()) {
      for (JobKind job : JobKind.values()) {
        DeployedJobs.Run run = wanted.run(job);
        if (run.id() != null) {
          awaitManagers("the " + job.shortName() + " job", () -> isKnown(run));
        }
      }
    }
  }

  /**
   * Waits for what job managers will do. On a busy machine one that brings jobs back may end
   * itself, as Flink's calls are limited; it is started again, a few times.
   */
  private void awaitManagers(String what, ConditionWait.Condition condition) throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      boolean isOver =
          ConditionWait.holdsWithin(UP_WITHIN, () -> condition.holds() || hasDeadManager());
      if (isOver && condition.holds()) {
        return;
      }
      start(List.of(Kind.JOB_MANAGER));
    }
    throw new UserError(
        "The job manager does not have "
            + what
            + " after %d attempts of %d s. './drey logs jobmanager-1' says why."
                .formatted(ATTEMPTS, UP_WITHIN.toSeconds()));
  }

  private boolean hasDeadManager() throws IOException {
    for (PlannedPart part : plan.of(List.of(Kind.JOB_MANAGER))) {
      if (!processes.isAlive(part.name())) {
        return true;
      }
    }
    return false;
  }

  private boolean isKnown(DeployedJobs.Run run) throws InterruptedException {
    try {
      return !jobs.state(run).isEmpty();
    } catch (IOException e) {
      return false; // no answer this time
    }
  }

  private int slots() throws InterruptedException {
    try {
      return jobs.flink().get("overview").path("slots-total").asInt();
    } catch (IOException e) {
      return 0; // no answer this time
    }
  }
}

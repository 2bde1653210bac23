package org.drey.local.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.drey.cli.topics.PlannedTopic;
import org.drey.cli.topics.TopicPlan;
import org.drey.collect.recorded.RecordedFolder;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.topic.TopicNeed;
import org.drey.event.TopicNames;
import org.drey.local.cluster.BrokerTopics;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.demo.ListPublishing;
import org.drey.local.processes.LinuxTables;
import org.drey.local.processes.ProcessFolder;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.up.ClusterPlan.Kind;
import org.drey.local.up.ClusterPlan.Part;
import org.drey.terminal.FolderFiles;
import org.drey.terminal.UserError;

/**
 * Starts what of a cluster does not run, down to the jobs, and leaves alone what does; stops it.
 */
final class ClusterStart {
  private static final Duration UP_WITHIN = Duration.ofMinutes(3);
  private static final int ATTEMPTS = 3;
  private static final int LAST_LINES = 8;

  /** Each kind comes after those that it needs. */
  private static final List<List<Kind>> WAVES =
      List.of(
          List.of(Kind.ZOOKEEPER),
          List.of(Kind.BROKER, Kind.JOB_MANAGER),
          List.of(Kind.TASK_MANAGER));

  private static final List<Kind> AFTER_JOBS =
      List.of(Kind.CONSOLE, Kind.SPLASH, Kind.ALERTMANAGER, Kind.PROMETHEUS);

  private static final List<List<Kind>> STOPPED =
      List.of(
          List.of(Kind.PROMETHEUS, Kind.ALERTMANAGER, Kind.CONSOLE, Kind.SPLASH),
          List.of(Kind.TASK_MANAGER, Kind.JOB_MANAGER),
          List.of(Kind.BROKER),
          List.of(Kind.ZOOKEEPER));

  /** After which a process is killed: a broker without a quorum never ends by itself. */
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(25);

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
    this.plan = ClusterPlan.of(settings, ClusterParts.hasMonitors());
    this.parts = new ClusterParts(folder, settings);
    this.processes = folder.processes();
    this.jobs = new JobControl(folder, parts, progress);
    this.progress = progress;
  }

  /** Returns those that do not run. */
  List<Part> missing() throws IOException {
    List<Part> missing = new ArrayList<>();
    for (Part part : plan.parts()) {
      if (!processes.isAlive(part.name())) {
        missing.add(part);
      }
    }
    return missing;
  }

  /** Returns whether any process of Flink runs. */
  boolean hasFlink() throws IOException {
    for (Part part : plan.of(List.of(Kind.JOB_MANAGER, Kind.TASK_MANAGER))) {
      if (processes.isAlive(part.name())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether everything runs, and Flink has both jobs. */
  boolean isUp() throws IOException, InterruptedException {
    return missing().isEmpty() && jobs.areThere();
  }

  /** Fails with all reasons against a start, before anything is started. */
  void check() throws IOException {
    LinuxTables tables = LinuxTables.read();
    List<String> problems = new ArrayList<>(folder.lostState(settings));
    problems.addAll(
        ClusterPlan.obstacles(
            missing(), port -> owner(tables, port), LinuxTables.availableMemory()));
    if (!problems.isEmpty()) {
      throw new UserError(String.join("\n", problems) + "\nNothing was started.");
    }
  }

  @SuppressWarnings("NullAway") // the interface allows null
  private static String owner(LinuxTables tables, int port) {
    if (!tables.isListenedOn(port)) {
      return null;
    }
    ProcessHandle owner = tables.owner(port);
    return owner == null
        ? "a program of another user"
        : "process %d (%s)".formatted(owner.pid(), owner.info().command().orElse("unknown"));
  }

  /**
   * Starts everything that is missing; returns when both jobs are at work.
   *
   * @param wanted the jobs, which may have another jar or parallelism than before
   * @param resync whether the detection job writes every alert again
   */
  void run(DeployedJobs wanted, boolean resync) throws Exception {
    DeployedJobs before = folder.jobs().orElse(wanted);
    parts.writeFlink(folder.jar(wanted.jar()));
    parts.kafka().writeClient(folder.client());
    for (List<Kind> wave : WAVES) {
      start(wave);
    }
    Properties client = parts.kafka().client();
    int made = createTopics(client);
    if (made > 0) {
      progress.accept("created " + made + " topics");
    }
    publishList(client);
    awaitSlots(wanted);
    boolean isChange = resync || !before.equals(wanted);
    try {
      DeployedJobs begun = isChange ? jobs.cancel(wanted) : wanted;
      folder.write(begun); // where this is broken off, the next start goes on with the same jar
      DeployedJobs now = jobs.startMissing(begun, resync);
      start(AFTER_JOBS);
      progress.accept("waiting for a checkpoint of each job");
      String wrong = jobs.withoutCheckpoint(now, UP_WITHIN); // else 'status' says so
      if (wrong != null && isChange) {
        throw new UserError(wrong);
      }
    } catch (UserError e) {
      throw new UserError(e.getMessage() + "\n" + wayOn(before, wanted, isChange));
    }
  }

  private String wayOn(DeployedJobs before, DeployedJobs wanted, boolean isChange) {
    String dir = folder.option();
    String on =
        "'./drey status%s' shows what runs, %s tries again."
            .formatted(
                dir,
                isChange
                    ? "'./drey down%s', then the same './drey up',".formatted(dir)
                    : "'./drey up%s'".formatted(dir));
    return before.jar().equals(wanted.jar())
        ? on
        : on
            + ("\nThe way back to the jar that ran before: './drey down%s', then './drey up%s"
                    + " --resync --jar %s'. Nothing is lost.")
                .formatted(dir, dir, folder.jar(before.jar()));
  }

  /** Creates those topics of {@code ./drey topics} that are not there; returns how many. */
  private int createTopics(Properties client) throws Exception {
    Set<String> there;
    try (Admin admin = Admin.create(client)) {
      there = admin.listTopics().names().get();
    }
    List<NewTopic> missing =
        TopicPlan.of(
                DreyConfiguration.read(folder.configuration()),
                "",
                ClusterSettings.PARTITIONS,
                parts.kafka().replication())
            .topics()
            .stream()
            .filter(topic -> !there.contains(topic.name()))
            .map(topic -> settings.recordedTimes() ? ofThePast(topic) : topic.toCreate())
            .toList();
    if (!missing.isEmpty()) {
      BrokerTopics.create(client, missing);
    }
    return missing.size();
  }

  /** Records of the past bear the times of the past, and stay nevertheless. */
  private static NewTopic ofThePast(PlannedTopic topic) {
    Map<String, String> values = new HashMap<>(topic.values());
    String stream = topic.need().stream();
    if (TopicNames.INPUTS.contains(stream) || RecordedFolder.BESIDE_STREAMS.contains(stream)) {
      values.put(TopicNeed.TIMESTAMPS, "CreateTime");
    }
    values.replace(TopicNeed.RETENTION, "-1");
    return topic.toCreate().configs(values);
  }

  private void start(List<Kind> kinds) throws Exception {
    List<NotedProcess> started = new ArrayList<>();
    for (Part part : plan.of(kinds)) {
      if (!processes.isAlive(part.name())) {
        progress.accept("starting " + part.name());
        started.add(processes.start(parts.process(part)));
      }
    }
    for (NotedProcess process : started) {
      if (!ConditionWait.holdsWithin(UP_WITHIN, () -> hasPorts(process))) {
        throw new UserError(failed(process, "does not listen on its ports " + process.ports()));
      }
    }
  }

  private boolean hasPorts(NotedProcess process) throws IOException {
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
    awaitManagers("task managers with " + needed + " slots", () -> jobs.slots() >= needed);
    if (settings.ha()) {
      for (JobKind job : JobKind.values()) {
        String id = wanted.run(job).id();
        if (id != null) {
          awaitManagers("the " + job.shortName() + " job", () -> jobs.isKnown(id));
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
    for (Part part : plan.of(List.of(Kind.JOB_MANAGER))) {
      if (!processes.isAlive(part.name())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Stops jobs, then processes.
   *
   * @param keep whether jobs are to go on later
   */
  void stop(boolean keep) throws Exception {
    Optional<DeployedJobs> deployed = folder.jobs();
    if (keep && deployed.isPresent() && hasFlink()) {
      if (processes.isAlive("taskmanager-1") || processes.isAlive("taskmanager-2")) {
        jobs.stop(deployed.get());
      } else {
        progress.accept("no savepoint: no task manager runs; jobs go on from their checkpoints");
      }
    }
    // Also what an installation of then had and this one has not.
    ClusterPlan all = ClusterPlan.of(settings, true);
    for (List<Kind> wave : STOPPED) {
      stop(all.of(wave));
    }
  }

  private void stop(List<Part> parts) throws IOException, InterruptedException {
    List<NotedProcess> running = new ArrayList<>();
    for (Part part : parts) {
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
    for (Part part : parts) {
      processes.forget(part.name());
    }
  }
}

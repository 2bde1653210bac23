package org.drey.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FreePorts;
import org.drey.local.processes.FlinkRest;
import org.drey.local.processes.FlinkSetup;
import org.drey.local.processes.ProcessFolder;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.processes.ProcessFolder.PlannedProcess;

/**
 * A Flink cluster as its users have it: a job manager and a task manager, each a process with
 * Flink's jars, to which jars are submitted by Flink's own command.
 */
final class FlinkProcesses implements AutoCloseable {
  static final String JOB_MANAGER = "jobmanager";
  static final String TASK_MANAGER = "taskmanager";

  private static final Path JAR = Path.of(System.getProperty("drey.jar"));
  private static final Duration DONE_WITHIN = Duration.ofMinutes(4);
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);
  private static final Pattern CLASS_LOADERS =
      Pattern.compile("(\\d+) +\\d+ +org\\.apache\\.flink\\.util\\.ChildFirstClassLoader");
  private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");

  private final Path folder;
  private final FlinkSetup flink;
  private final FlinkRest rest;
  private final ProcessFolder running;
  private final List<Integer> ports;
  private final List<NotedProcess> processes = new ArrayList<>();
  private int taskManagers;

  private FlinkProcesses(Path folder, int slots) throws IOException {
    this.folder = folder;
    this.ports = FreePorts.some(4);
    this.flink = FlinkSetup.write(folder, JAR, settings(folder, slots, ports));
    this.rest = flink.rest(List.of(ports.get(1)));
    this.running = new ProcessFolder(folder);
  }

  /**
   * Starts both processes; {@link #awaitStarted} says when they can be used.
   *
   * @param folder an empty folder for its configuration, its logs and its checkpoints
   * @param slots how many subtasks run side by side, over all jobs
   */
  static FlinkProcesses start(Path folder, int slots) throws IOException {
    FlinkProcesses cluster = new FlinkProcesses(folder, slots);
    cluster.start(
        cluster.flink.jobManager(JOB_MANAGER, cluster.ports.subList(1, 2), cluster.metrics(2)));
    cluster.startTaskManager();
    return cluster;
  }

  /**
   * Starts a cluster for one job (application mode), which starts itself. The job's jar lies beside
   * Flink's own, as in Flink's images.
   *
   * @param arguments of the job
   */
  static FlinkProcesses startFor(Path folder, Path jar, String main, String... arguments)
      throws IOException {
    FlinkProcesses cluster = new FlinkProcesses(folder, 1);
    Files.copy(
        Path.of(System.getProperty("drey.log")).resolveSibling("drey-log4j-json.properties"),
        folder.resolve("log4j.properties"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.createDirectory(folder.resolve("lib"));
    Path userJars = Files.createDirectory(folder.resolve("usrlib"));
    Files.copy(jar, userJars.resolve(jar.getFileName()));
    String[] all =
        Stream.concat(Stream.of("--job-classname", main), Stream.of(arguments))
            .toArray(String[]::new);
    cluster.start(
        cluster.flink.jobManager(
            JOB_MANAGER, cluster.ports.subList(1, 2), cluster.metrics(2), all));
    cluster.startTaskManager();
    return cluster;
  }

  private void startTaskManager() throws IOException {
    taskManagers++;
    start(flink.taskManager(TASK_MANAGER, taskManager(), List.of(), metrics(3)));
  }

  /** By which the job manager knows the present one. */
  private String taskManager() {
    return taskManagers == 1 ? TASK_MANAGER : TASK_MANAGER + "-" + taskManagers;
  }

  /** Kills the task manager and starts another, as a supervisor does. */
  void killTaskManager() throws Exception {
    NotedProcess killed = running.find(TASK_MANAGER).orElseThrow();
    killed.kill();
    ConditionWait.until("the end of the task manager", () -> !killed.isAlive());
    processes.remove(killed);
    startTaskManager();
    awaitStarted();
  }

  /** Waits until a job has completed a checkpoint. */
  void awaitCheckpoint(String job) throws Exception {
    ConditionWait.until("a checkpoint", () -> rest.completedCheckpoints(job) > 0);
  }

  private Map<String, String> metrics(int port) {
    return Map.of("metrics.reporter.prom.port", Integer.toString(ports.get(port)));
  }

  private void start(PlannedProcess process) throws IOException {
    processes.add(running.start(process));
  }

  private static Map<String, String> settings(Path folder, int slots, List<Integer> ports) {
    return Map.ofEntries(
        Map.entry("jobmanager.rpc.address", "localhost"),
        Map.entry("jobmanager.rpc.port", Integer.toString(ports.get(0))),
        Map.entry("jobmanager.bind-host", "localhost"),
        Map.entry("rest.address", "localhost"),
        Map.entry("rest.bind-address", "localhost"),
        Map.entry("rest.port", Integer.toString(ports.get(1))),
        Map.entry("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString()),
        Map.entry("io.tmp.dirs", folder.toString()),
        Map.entry("taskmanager.host", "localhost"),
        Map.entry("taskmanager.bind-host", "localhost"),
        Map.entry("taskmanager.numberOfTaskSlots", Integer.toString(slots)),
        Map.entry("taskmanager.memory.process.size", "1280m"),
        Map.entry("taskmanager.memory.managed.size", "256m"),
        Map.entry("jobmanager.memory.process.size", "1280m"));
  }

  /** What a process has logged: one of the managers. */
  String logged(String name) throws IOException {
    return Files.readString(running.log(name));
  }

  /** Waits until the task manager, this one and no other, has come to the job manager. */
  void awaitStarted() throws Exception {
    ConditionWait.until(
        "a cluster of processes; their logs: " + folder,
        () -> {
          if (!processes.stream().allMatch(NotedProcess::isAlive)) {
            throw new IllegalStateException(logged(JOB_MANAGER) + logged(TASK_MANAGER));
          }
          return hasTaskManager();
        });
  }

  /** Returns what the cluster answers to a path, such as {@code jobs/overview}. */
  byte[] answer(String path) throws IOException, InterruptedException {
    return rest.get(path).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the states of its jobs. */
  List<String> states() throws IOException, InterruptedException {
    List<String> states = new ArrayList<>();
    rest.get("jobs").path("jobs").forEach(job -> states.add(job.path("status").asText()));
    return states;
  }

  private boolean hasTaskManager() throws InterruptedException {
    try {
      JsonNode managers = rest.get("taskmanagers").path("taskmanagers");
      return managers.size() == 1 && managers.get(0).path("id").asText().equals(taskManager());
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }

  /** Submits a job as users do; returns its id. */
  String run(Path jar, String main, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("run", "-d", "-p", "2", "-c", main, jar.toString()));
    all.addAll(List.of(arguments));
    String name = main.substring(main.lastIndexOf('.') + 1);
    NotedProcess command = running.start(flink.command(name, all));
    boolean ended = command.hasEnded(DONE_WITHIN);
    command.kill();
    Matcher job = JOB.matcher(logged(name));
    if (!ended || !job.find()) {
      throw new IllegalStateException(logged(name));
    }
    return job.group(1);
  }

  /** Ends the streams of a job where they are: what waits for time is concluded. */
  void drain(String job) throws Exception {
    String unused = rest.stop(job, folder.resolve("savepoints").toUri().toString(), true);
  }

  /** Ends a job. */
  void cancel(String job) throws Exception {
    rest.cancel(job);
  }

  /** The names of the threads of both managers. */
  List<String> threads() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (String path : List.of("jobmanager", "taskmanagers/" + taskManager())) {
      rest.get(path + "/thread-dump")
          .path("threadInfos")
          .forEach(thread -> names.add(thread.path("threadName").asText()));
    }
    return names;
  }

  /**
   * Returns how many class loaders of jobs the job manager still has, after its garbage is gone.
   */
  long classLoaders() throws IOException, InterruptedException {
    NotedProcess manager =
        processes.stream().filter(one -> one.name().equals(JOB_MANAGER)).findFirst().orElseThrow();
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process histogram =
        new ProcessBuilder(jcmd, Long.toString(manager.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (histogram.waitFor() != 0) {
      throw new IOException(said);
    }
    Matcher row = CLASS_LOADERS.matcher(said);
    return row.find() ? Long.parseLong(row.group(1)) : 0;
  }

  @Override
  public void close() {
    processes.forEach(NotedProcess::askToEnd);
    for (NotedProcess process : processes) {
      try {
        boolean unused = process.stop(ENDED_WITHIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.kill();
      }
    }
  }
}

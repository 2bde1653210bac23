package org.drey.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FlinkPage;
import org.drey.local.cluster.FreePorts;

/**
 * A Flink cluster as its users have it: a job manager and a task manager, each a process with
 * Flink's jars and nothing of Drey, to which jars are submitted by Flink's own command.
 */
final class FlinkProcesses implements AutoCloseable {
  /** Of this module's class path what is Flink, and its log; the rest is in the jobs' jar. */
  private static final Pattern OF_FLINK =
      Pattern.compile(
          "(flink-(?!avro|connector-kafka)|kryo-|minlog-|objenesis-|reflectasm-|frocksdbjni-"
              + "|snakeyaml-engine-|snappy-java-|lz4-java-|hash4j-|async-profiler-|javassist-"
              + "|commons-(cli|codec|collections|compress|io|lang3|logging|math3|text)-"
              + "|jsr305-|slf4j-api-|log4j-(api|core|slf4j2-impl)-).*\\.jar");

  /** Of java.base, as Flink's scripts open them. */
  private static final List<String> OPENED =
      List.of("lang", "net", "io", "nio", "lang.reflect", "text", "time", "util");

  static final String JOB_MANAGER = "jobmanager";
  static final String TASK_MANAGER = "taskmanager";

  private static final int DONE_WITHIN_SECONDS = 240;
  private static final int ENDED_WITHIN_SECONDS = 30;
  private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");

  private final Path folder;
  private final String classPath;
  private final List<Process> processes = new ArrayList<>();
  private final FlinkPage page;

  private FlinkProcesses(Path folder, String classPath, int port) {
    this.folder = folder;
    this.classPath = classPath;
    this.page = new FlinkPage(URI.create("http://localhost:" + port));
  }

  /**
   * Starts both processes; {@link #awaitStarted} says when they can be used.
   *
   * @param folder an empty folder for its configuration, its logs and its checkpoints
   * @param slots how many subtasks run side by side, over all jobs
   */
  static FlinkProcesses start(Path folder, int slots) throws IOException {
    FlinkProcesses cluster = prepared(folder, slots);
    cluster.launchJobManager(
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", List.of());
    cluster.launchTaskManager();
    return cluster;
  }

  /**
   * Starts a cluster for one job (application mode), which starts itself. The job's jar lies beside
   * Flink's own, as in Flink's images. It logs as JSON.
   *
   * @param arguments of the job
   */
  static FlinkProcesses startFor(Path folder, Path jar, String main, String... arguments)
      throws IOException {
    FlinkProcesses cluster = prepared(folder, 1);
    Files.copy(
        Path.of(System.getProperty("drey.log")).resolveSibling("drey-log4j-json.properties"),
        folder.resolve("log4j.properties"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.createDirectory(folder.resolve("lib"));
    Path userJars = Files.createDirectory(folder.resolve("usrlib"));
    Files.copy(jar, userJars.resolve(jar.getFileName()));
    List<String> all = new ArrayList<>(List.of("--job-classname", main));
    all.addAll(List.of(arguments));
    cluster.launchJobManager(
        "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint", all);
    cluster.launchTaskManager();
    return cluster;
  }

  private static FlinkProcesses prepared(Path folder, int slots) throws IOException {
    List<Integer> ports = FreePorts.some(2);
    Files.writeString(folder.resolve("config.yaml"), configuration(folder, slots, ports));
    Files.copy(Path.of(System.getProperty("drey.log")), folder.resolve("drey-log4j.properties"));
    Files.writeString(folder.resolve("log4j.properties"), log(folder));
    return new FlinkProcesses(folder, classPath(), ports.get(1));
  }

  private void launchJobManager(String main, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--configDir", folder.toString()));
    all.addAll(arguments);
    Process unused =
        launch(JOB_MANAGER, main, List.of("-Xmx384m", "-XX:MaxMetaspaceSize=256m"), all);
  }

  private void launchTaskManager() throws IOException {
    TaskExecutorProcessSpec memory =
        TaskExecutorProcessUtils.processSpecFromConfig(
            GlobalConfiguration.loadConfiguration(folder.toString()));
    List<String> arguments = new ArrayList<>(List.of("--configDir", folder.toString()));
    arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    arguments.addAll(List.of("-D", "taskmanager.resource-id=" + TASK_MANAGER));
    Process unused =
        launch(
            TASK_MANAGER,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
            arguments);
  }

  private static String configuration(Path folder, int slots, List<Integer> ports) {
    return """
    jobmanager: {rpc: {address: localhost, port: %d}, bind-host: localhost}
    rest: {address: localhost, bind-address: localhost, port: %d}
    blob.server.port: "0"
    execution.checkpointing.dir: %s
    taskmanager.host: localhost
    taskmanager.bind-host: localhost
    taskmanager.numberOfTaskSlots: %d
    taskmanager.memory.process.size: 1280m
    taskmanager.memory.managed.size: 256m
    io.tmp.dirs: %s
    """
        .formatted(
            ports.get(0), ports.get(1), folder.resolve("checkpoints").toUri(), slots, folder);
  }

  /** Flink's own to the console, with what Drey says has to be added. */
  private static String log(Path folder) throws IOException {
    return """
    rootLogger.level = INFO
    rootLogger.appenderRef.main.ref = main
    appender.main.name = main
    appender.main.type = Console
    appender.main.layout.type = PatternLayout
    appender.main.layout.pattern = %d %-5p %c - %m%n
    """
        + Files.readString(folder.resolve("drey-log4j.properties"));
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> OF_FLINK.matcher(Path.of(jar).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> words(String line) {
    return List.of(line.trim().split(" +"));
  }

  private Process launch(String name, String main, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    OPENED.forEach(one -> command.add("--add-opens=java.base/java." + one + "=ALL-UNNAMED"));
    command.add("-Dlog4j.configurationFile=" + folder.resolve("log4j.properties").toUri());
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    builder.environment().put("FLINK_LIB_DIR", folder.resolve("lib").toString());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** What a process has logged: one of the managers. */
  String logged(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  /** Waits until the task manager, this one and no other, has come to the job manager. */
  void awaitStarted() throws Exception {
    ConditionWait.until(
        "a cluster of processes; their logs: " + folder,
        () -> {
          if (!processes.stream().allMatch(Process::isAlive)) {
            throw new IllegalStateException(logged(JOB_MANAGER) + logged(TASK_MANAGER));
          }
          return hasTaskManager();
        });
  }

  /** Returns what the cluster answers to a path, such as {@code jobs/overview}. */
  byte[] answer(String path) throws IOException, InterruptedException {
    return page.bytes(path);
  }

  /** Returns the states of its jobs. */
  List<String> states() throws IOException, InterruptedException {
    List<String> states = new ArrayList<>();
    page.get("jobs").path("jobs").forEach(job -> states.add(job.path("status").asText()));
    return states;
  }

  private boolean hasTaskManager() throws InterruptedException {
    try {
      JsonNode managers = page.get("taskmanagers").path("taskmanagers");
      return managers.size() == 1 && managers.get(0).path("id").asText().equals(TASK_MANAGER);
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }

  /** Submits a job as users do; returns its id. */
  String run(Path jar, String main, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("run", "-d", "-p", "2", "-c", main, jar.toString()));
    all.addAll(List.of(arguments));
    String said = command(main.substring(main.lastIndexOf('.') + 1), all);
    Matcher job = JOB.matcher(said);
    if (!job.find()) {
      throw new IllegalStateException(said);
    }
    return job.group(1);
  }

  /** Ends the streams of a job where they are: what waits for time is concluded. */
  void drain(String job) throws Exception {
    String savepoints = folder.resolve("savepoints").toUri().toString();
    String unused = command("drain", List.of("stop", "--drain", "-p", savepoints, job));
  }

  /** Ends a job. */
  void cancel(String job) throws Exception {
    String unused = command("cancel", List.of("cancel", job));
  }

  private String command(String name, List<String> arguments) throws Exception {
    Process process = launch(name, "org.apache.flink.client.cli.CliFrontend", List.of(), arguments);
    boolean ended = process.waitFor(DONE_WITHIN_SECONDS, TimeUnit.SECONDS);
    processes.remove(process);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(logged(name));
    }
    return logged(name);
  }

  /** The names of the threads of both managers. */
  List<String> threads() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (String path : List.of("jobmanager", "taskmanagers/" + TASK_MANAGER)) {
      page.get(path + "/thread-dump")
          .path("threadInfos")
          .forEach(thread -> names.add(thread.path("threadName").asText()));
    }
    return names;
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (process.waitFor(ENDED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
          continue;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process.destroyForcibly();
    }
  }
}

package org.drey.local.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.drey.base.AtomicFile;
import org.drey.local.processes.ProcessFolder.PlannedProcess;

/**
 * A folder with the configuration of a Flink cluster of processes, and the commands that start
 * them: Flink's jars, as its users have them, and what closes their ports to others.
 */
public final class FlinkSetup {
  /** The settings of every deployment, beside those that are added here. */
  private static final String EVERYWHERE = "/conf/flink.yaml";

  /** The folder of the command that submits: what it is set to stays in the graph of the job. */
  private static final String OF_COMMAND = "command";

  private static final String FILE = "config.yaml";

  /** Otherwise the C library keeps tens of megabytes for each thread. */
  private static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

  private final Path folder;

  private FlinkSetup(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a configuration.
   *
   * @param folder where to; what is there is replaced
   * @param jar of the jobs, which says what has to be added to the log's settings
   * @param added addresses, folders and sizes, by Flink's names
   */
  public static FlinkSetup write(Path folder, Path jar, Map<String, String> added)
      throws IOException {
    FlinkRest.Key rest = FlinkRest.Key.in(folder);
    rest.create();
    Map<String, String> all = new HashMap<>(added);
    all.put("drey.rest.key-file", rest.file().toString());
    // The metrics' own would be for all machines.
    all.put("metrics.reporter.prom.factory.class", "org.drey.localflink.LoopbackReporter$Factory");
    StringBuilder settings = new StringBuilder();
    shipped()
        .lines()
        .filter(line -> all.keySet().stream().noneMatch(key -> line.startsWith(key + ":")))
        .forEach(line -> settings.append(line).append('\n'));
    append(all, settings);
    Path command = Files.createDirectories(folder.resolve(OF_COMMAND));
    Files.writeString(command.resolve(FILE), settings);
    append(new PeerKey(folder).ofFlink(), settings);
    byte[] written = settings.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.writePrivate(folder.resolve(FILE), out -> out.write(written));
    Files.writeString(folder.resolve("log4j.properties"), JavaCommand.consoleLogOfJobs(jar));
    return new FlinkSetup(folder);
  }

  private static void append(Map<String, String> more, StringBuilder settings) {
    new TreeMap<>(more)
        .forEach((key, value) -> settings.append(key).append(": \"" + value + "\"\n"));
  }

  /** Returns the configuration that a folder has. */
  public static FlinkSetup in(Path folder) {
    return new FlinkSetup(folder);
  }

  private static String shipped() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FlinkSetup.class.getResourceAsStream(EVERYWHERE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Returns a job manager.
   *
   * @param ports those that it listens on
   * @param own settings that it has alone
   * @param job the main and the arguments of the one job that it starts itself (application mode),
   *     whose jar lies in {@code usrlib} beside {@code lib}; without them it takes jobs
   */
  public PlannedProcess jobManager(
      String name, List<Integer> ports, Map<String, String> own, String... job) {
    Configuration settings = settings();
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(settings);
    List<String> all = new ArrayList<>(List.of("--configDir", folder.toString()));
    all.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
    all.addAll(dynamic(own));
    all.addAll(List.of(job));
    return planned(
        name,
        ports,
        JavaCommand.ofFlink(
            options(words(JobManagerProcessUtils.generateJvmParametersStr(memory, settings))),
            job.length == 0
                ? "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"
                : "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint",
            all));
  }

  /**
   * Returns a task manager.
   *
   * @param id by which the cluster knows it: another each time that it is started, for a dead one's
   *     would be taken for it
   */
  public PlannedProcess taskManager(
      String name, String id, List<Integer> ports, Map<String, String> own) {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(settings());
    List<String> all = new ArrayList<>(List.of("--configDir", folder.toString()));
    all.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    all.addAll(dynamic(own));
    all.addAll(List.of("-D", "taskmanager.resource-id=" + id));
    return planned(
        name,
        ports,
        JavaCommand.ofFlink(
            options(words(ProcessMemoryUtils.generateJvmParametersStr(memory))),
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            all));
  }

  /** Returns the ZooKeeper that ships with Flink, for one that is to be highly available. */
  public PlannedProcess zooKeeper(String name, Path data, int port) throws IOException {
    Files.createDirectories(data);
    Path file =
        Files.writeString(
            folder.resolve("zoo.cfg"),
            """
            dataDir=%s
            clientPort=0
            secureClientPort=%d
            secureClientPortAddress=localhost
            admin.enableServer=false
            tickTime=1000
            """
                    .formatted(data, port)
                + new PeerKey(folder).ofZooKeeper());
    return planned(
        name,
        List.of(port),
        JavaCommand.ofFlink(
            options(List.of("-Xmx128m", "-XX:+UseSerialGC")),
            "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
            List.of("--zkConfigFile", file.toString(), "--peerId", "1")));
  }

  /** Returns Flink's own command, such as {@code run -d job.jar}. */
  public PlannedProcess command(String name, List<String> arguments) throws IOException {
    FlinkRest.Key key = FlinkRest.Key.in(folder);
    Map<String, String> environment = environment();
    environment.put("FLINK_CONF_DIR", folder.resolve(OF_COMMAND).toString());
    environment.put("FLINK_REST_CLIENT_HEADERS", FlinkRest.KEY_HEADER + ":" + key.value());
    return new PlannedProcess(
        name,
        JavaCommand.ofFlink(
            options(List.of("-Xmx512m", "-XX:+UseSerialGC")),
            "org.apache.flink.client.cli.CliFrontend",
            arguments),
        environment,
        folder,
        List.of());
  }

  /** Returns a client of the cluster, which may do all. */
  public FlinkRest rest(List<Integer> ports) {
    return new FlinkRest(ports, FlinkRest.Key.in(folder));
  }

  private PlannedProcess planned(String name, List<Integer> ports, List<String> command) {
    return new PlannedProcess(name, command, environment(), folder, ports);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(FEW_ARENAS);
    environment.put("FLINK_CONF_DIR", folder.toString());
    environment.put("FLINK_LIB_DIR", folder.resolve("lib").toString());
    return environment;
  }

  private List<String> options(List<String> more) {
    List<String> options = new ArrayList<>(more);
    options.addAll(new PeerKey(folder).ofZooKeepersClients());
    options.add("-Dlog4j.configurationFile=" + folder.resolve("log4j.properties").toUri());
    return options;
  }

  private Configuration settings() {
    return GlobalConfiguration.loadConfiguration(folder.toString());
  }

  private static List<String> dynamic(Map<String, String> settings) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(settings).forEach((key, value) -> words.addAll(List.of("-D", key + "=" + value)));
    return words;
  }

  private static List<String> words(String line) {
    return List.of(line.trim().split(" +"));
  }
}

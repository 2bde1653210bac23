package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.event.Alert;
import org.drey.event.BlocklistHit;
import org.drey.event.Case;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.local.cli.CommandRuns;
import org.drey.local.cluster.ConditionWait;
import org.drey.local.cluster.FreePorts;
import org.drey.local.e2e.ClusterFeed;
import org.drey.local.e2e.Results;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.local.generate.WorldSettings;
import org.drey.local.generate.WorldTruth;
import org.drey.local.processes.FlinkRest;
import org.drey.local.processes.ProcessFolder.NotedProcess;
import org.drey.local.up.ClusterCommands.DownCommand;
import org.drey.terminal.UserError;
import picocli.CommandLine;

/** A cluster of processes that is run by its commands and fed with a world, as users do. */
final class FedCluster implements AutoCloseable {
  /** The jar of this build. */
  static final Path JAR = Path.of(System.getProperty("drey.jar"));

  /**
   * What became of alerts is seen with a checkpoint; users wait ten seconds for it. Weeks are sent
   * within seconds, one topic after the other: each is behind the others by that much.
   */
  private static final String IMPATIENT =
      """
      flink: {execution.checkpointing.interval: 500ms, execution.checkpointing.min-pause: 0ms}
      outage_allowance: 40d
      """;

  private static final Pattern SAVEPOINT = Pattern.compile("Path: (file:\\S+)");

  private final WorldTruth truth;
  private final Path folder;
  private final Path dir;
  private final Path input;
  private final ClusterFeed feed;
  private final Map<JobKind, String> savepoints = new EnumMap<>(JobKind.class);
  private boolean isFedLines;

  /** The exit status of a command, and what it printed. */
  record Outcome(int status, String text) {}

  /**
   * A cluster that is not up yet.
   *
   * @param folder an empty one
   * @param parts in how many the world is sent
   */
  FedCluster(Path folder, WorldSettings settings, int parts) throws Exception {
    this(folder, SyntheticWorld.generate(settings), parts, IMPATIENT);
  }

  /**
   * A cluster that is not up yet.
   *
   * @param folder an empty one
   * @param parts in how many the world is sent
   * @param added to the world's configuration
   */
  FedCluster(Path folder, SyntheticWorld world, int parts, String added) throws Exception {
    this.folder = folder;
    this.dir = folder.resolve("cluster");
    this.input = folder.resolve("world");
    FolderWriter.write(world, input);
    Path configuration = input.resolve(FolderWriter.CONFIGURATION);
    Files.writeString(configuration, added, StandardOpenOption.APPEND);
    this.feed = ClusterFeed.of(world, parts);
    this.truth = world.truth();
  }

  /** Starts it for the first time. */
  void begin(String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("--jar", JAR.toString(), "--recorded-times"));
    options.addAll(List.of("--port-base", Integer.toString(FreePorts.some(1).get(0))));
    options.addAll(List.of("--config", input.resolve(FolderWriter.CONFIGURATION).toString()));
    options.addAll(List.of("--blocklist", input.resolve(FolderWriter.BLOCKLIST).toString()));
    options.addAll(List.of(more));
    succeeds(new UpCommand(), options.toArray(String[]::new));
    feed.connect(client());
  }

  Outcome run(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(command).setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    line.setExecutionExceptionHandler(
        (e, commandLine, parsed) -> {
          if (!(e instanceof UserError)) {
            throw e;
          }
          out.write(e.getMessage());
          return 1;
        });
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--dir", dir.toString()))
            .toArray(String[]::new);
    return new Outcome(line.execute(all), out.toString());
  }

  void succeeds(Object command, String... arguments) {
    Outcome outcome = run(command, arguments);
    assertEquals(0, outcome.status(), outcome.text());
  }

  /** Returns the lines of a command that the page about upgrades has, in their order. */
  static List<String> linesOfThePage(String command) throws IOException {
    return Files.readAllLines(Path.of("../docs/operate/upgrade.md")).stream()
        .filter(line -> line.startsWith(command + " "))
        .toList();
  }

  /** Runs a line of {@code ./drey}, with the jars' names filled in. */
  Outcome drey(String line, String... jars) {
    List<String> words = new ArrayList<>(List.of(filled(line, jars).split(" ")));
    Object command =
        switch (words.get(1)) {
          case "up" -> new UpCommand();
          case "down" -> new DownCommand();
          default -> throw new IllegalArgumentException(line);
        };
    return run(command, words.subList(2, words.size()).toArray(String[]::new));
  }

  private static String filled(String line, String... names) {
    String filled = line;
    for (int i = 0; i < names.length; i += 2) {
      filled = filled.replace(names[i], names[i + 1]);
    }
    return filled;
  }

  /** Runs a line of Flink's own command with the values of this cluster; both jars are one. */
  void flink(String line) throws Exception {
    ClusterFolder cluster = new ClusterFolder(dir);
    String savepoint = "s3://bucket/savepoints/savepoint-…";
    String filled =
        filled(
            line,
            savepoint,
            savepoints.getOrDefault(jobOf(line), savepoint),
            "s3://bucket/savepoints",
            cluster.uri("savepoints"),
            "DETECTION_ID",
            idOf(JobKind.DETECTION),
            "BLOCKLIST_ID",
            idOf(JobKind.BLOCKLIST),
            "drey-jobs-NEW.jar",
            JAR.toString(),
            "drey-jobs-OLD.jar",
            JAR.toString(),
            "--bootstrap HOST:PORT",
            "--kafka " + cluster.client(),
            "config.yaml",
            cluster.configuration().toString(),
            "/srv/lists",
            cluster.lists().toString(),
            "list.key",
            cluster.key().toString());
    List<String> words = List.of(filled.split(" "));
    String name = "flink-" + savepoints.size() + "-" + System.nanoTime();
    NotedProcess command =
        cluster.processes().start(parts().flink().command(name, words.subList(1, words.size())));
    assertTrue(command.hasEnded(Duration.ofMinutes(4)), line);
    cluster.processes().forget(name);
    String said = String.join("\n", cluster.processes().lastLines(name, 1_000));
    Matcher taken = SAVEPOINT.matcher(said);
    boolean isTaken = taken.find();
    if (isTaken) {
      savepoints.put(jobOf(line), taken.group(1));
    }
    assertTrue(isTaken || said.contains("JobID"), () -> filled + "\n" + said);
    ConditionWait.until("jobs after " + line, () -> isAsAfter(line));
  }

  private static JobKind jobOf(String line) {
    return line.contains("BLOCKLIST_ID") || line.contains("BlocklistJob")
        ? JobKind.BLOCKLIST
        : JobKind.DETECTION;
  }

  private String idOf(JobKind job) throws Exception {
    List<String> running = flink().running(job.group());
    return running.isEmpty() ? "none" : running.get(0);
  }

  private boolean isAsAfter(String line) throws Exception {
    String id = idOf(jobOf(line));
    return line.contains(" stop ")
        ? id.equals("none")
        : flink().isRunning(id) && flink().completedCheckpoints(id) > 0;
  }

  ClusterFeed feed() {
    return feed;
  }

  /**
   * Sends what of a world arrives from a moment to another, by {@code ./drey feed}.
   *
   * @param perSecond how many records a second
   */
  void feed(SyntheticWorld world, Instant from, Instant to, int perSecond) throws Exception {
    Map<String, List<WorldItem>> arrivals = new LinkedHashMap<>();
    world.arrivals().forEach((topic, all) -> arrivals.put(topic, between(all, from, to)));
    SyntheticWorld part =
        new SyntheticWorld(
            world.settings(), arrivals, world.blocklist(), world.configuration(), world.truth());
    isFedLines = true;
    Path written = Files.createTempDirectory(folder, "part");
    FolderWriter.write(part, written, true);
    String config = input.resolve(FolderWriter.CONFIGURATION).toString();
    List<String> options = new ArrayList<>(List.of("--input", written.toString()));
    String client = new ClusterFolder(dir).client().toString();
    options.addAll(List.of("--kafka", client, "--config", config));
    options.addAll(List.of("--rate", Integer.toString(perSecond)));
    CommandRuns.feed(options.toArray(String[]::new)).assertSays(0, "records in");
  }

  private static List<WorldItem> between(List<WorldItem> items, Instant from, Instant to) {
    return items.stream()
        .filter(one -> !one.arrival().isBefore(from) && one.arrival().isBefore(to))
        .toList();
  }

  /** Returns the properties of a client of its brokers. */
  Properties client() throws Exception {
    return parts().kafka().client();
  }

  /** Returns a meter of it; it is up. */
  ClusterMeter meter() throws Exception {
    return new ClusterMeter(dir);
  }

  private ClusterParts parts() throws Exception {
    ClusterFolder cluster = new ClusterFolder(dir);
    return new ClusterParts(cluster, cluster.demandSettings());
  }

  NotedProcess process(String name) throws Exception {
    return new ClusterFolder(dir).processes().find(name).orElseThrow();
  }

  /** Returns what is deployed. */
  DeployedJobs deployed() throws Exception {
    return new ClusterFolder(dir).jobs().orElseThrow();
  }

  FlinkRest flink() throws Exception {
    return parts().rest();
  }

  /** Returns how many task managers the job manager knows; all of them while none answers. */
  int taskManagers() throws Exception {
    try {
      return flink().get("overview").path("taskmanagers").asInt();
    } catch (IOException e) {
      return ClusterSettings.TASK_MANAGERS;
    }
  }

  /** Returns how many checkpoints of the detection job have failed; -1 if nobody knows. */
  long failedCheckpoints() throws Exception {
    try {
      return checkpoints(JobKind.DETECTION).path("counts").path("failed").asLong(-1);
    } catch (IOException e) {
      return -1;
    }
  }

  private JsonNode checkpoints(JobKind job) throws Exception {
    String id = deployed().run(job).id();
    return flink().checkpoints(id);
  }

  /** Waits until each job has completed a checkpoint that was begun after a time. */
  void awaitCheckpoints(Instant after) throws Exception {
    for (JobKind job : JobKind.values()) {
      ConditionWait.until("a checkpoint of " + job, () -> hasCheckpoint(job, after));
    }
  }

  private boolean hasCheckpoint(JobKind job, Instant after) throws Exception {
    try {
      JsonNode last = checkpoints(job).path("latest").path("completed");
      return last.path("trigger_timestamp").asLong() > after.toEpochMilli();
    } catch (IOException e) {
      return false; // no answer this time
    }
  }

  /** Returns those of some processes that run. */
  List<String> areAlive(List<String> pids) {
    return pids.stream().filter(pid -> ProcessHandle.of(Long.parseLong(pid)).isPresent()).toList();
  }

  /** What waits for time is concluded, as at the end of a replay. */
  void drainTheDetectionJob() throws Exception {
    String job = deployed().run(JobKind.DETECTION).id();
    String unused = flink().stop(job, new ClusterFolder(dir).uri("savepoints"), true);
  }

  /** Waits until all is read and concluded, and compares it with a replay of the same folder. */
  void assertEqualToReplay() throws Exception {
    assertEqualToReplay(() -> Results.ofRecords(feed.committed(TopicNames.ALERTS, Alert.class)));
  }

  /** The same, with alerts as some program reads them. */
  void assertEqualToReplay(Callable<List<JsonNode>> reader) throws Exception {
    feed.awaitRead();
    drainTheDetectionJob();
    Path replayed = feed.replay(input, folder.resolve("replayed"));
    List<JsonNode> alerts = reader.call();
    assertFalse(alerts.isEmpty());
    assertEquals(
        String.join("\n", Results.notWithdrawn(Results.ofFile(replayed.resolve("alerts.jsonl")))),
        String.join("\n", ClusterFeed.newest(alerts)));
    assertEquals(
        alerts.size(),
        Results.distinct(alerts, "alert_id", "generation", "revision").size(),
        "no revision is there twice");
    List<JsonNode> cases = Results.ofRecords(feed.committed(TopicNames.CASES, Case.class));
    assertEquals(Results.cases(replayed), ClusterFeed.newestCases(cases));
    // Ids of signals are made with the list's key, which a replay of a plain list has not.
    List<JsonNode> signals =
        Results.ofRecords(feed.committed(TopicNames.SPLASH_SIGNALS, BlocklistHit.class));
    assertEquals(
        Results.distinct(
            Results.ofFile(replayed.resolve("splash-signals.jsonl")), "provider", "event_id"),
        Results.distinct(signals, "provider", "event_id"));
    assertDeadLettersAreTheMalformedRecords();
  }

  /** A letter is written at least once, and located. */
  private void assertDeadLettersAreTheMalformedRecords() throws Exception {
    Map<String, String> letters = new TreeMap<>();
    for (DeadLetter one : feed.committed(TopicNames.DEAD_LETTERS, DeadLetter.class)) {
      letters.put(
          one.getTopic() + " " + one.getPartition() + " " + one.getOffset(),
          letter(one.getTopic(), one.getReason()));
    }
    assertEquals(
        truth.deadLetters().records().stream()
            .map(one -> letter(one.topic(), one.kafkaReason()))
            .sorted()
            .toList(),
        letters.values().stream().sorted().toList());
  }

  /** A line that has no event is sent as it is, and what was wrong with it is not found again. */
  private String letter(String topic, String reason) {
    return isFedLines ? topic : topic + " " + reason;
  }

  /** Stops and removes it, if it was begun. */
  @Override
  public void close() throws IOException {
    feed.close();
    if (new ClusterFolder(dir).settings().isPresent()) {
      Outcome unused = run(new DownCommand(), "--delete", "--yes");
    }
  }
}

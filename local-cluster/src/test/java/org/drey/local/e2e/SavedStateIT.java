package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.local.cluster.FlinkCluster;
import org.drey.local.cluster.KafkaBroker;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.job.JobSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The savepoint that lies here is of the first version that promises to read its own: each build
 * goes on from it, and what comes of the second half of a world is what replay says of all of it. A
 * changed operator id, a state that has another name or cannot be read: this test fails.
 *
 * <p>{@code -Ddrey.saved-state=write} takes the savepoint again, and is for a change that a
 * decision and the release notes announce to operators.
 */
final class SavedStateIT {
  private static final Path RESOURCES = Path.of("src/test/resources/saved-state");
  private static final String SAVEPOINT = "savepoint.zip";
  private static final int DAYS_BEFORE = 15;
  private static final int DAYS = 30;

  /**
   * The names that state is found by, but for those of each stream's door. One that changes loses
   * state; a new one is added here.
   */
  private static final Set<String> STATES =
      new TreeSet<>(
          List.of(
              "cases: star",
              "correlate-1: clock",
              "correlate-1: log-chunks",
              "correlate-1: log-events",
              "correlate-1: log-head",
              "correlate-2: clock",
              "correlate-2: log-chunks",
              "correlate-2: log-events",
              "correlate-2: log-head",
              "score-looks: next-look",
              "score-looks: waiting",
              "score-notices: repeated-for",
              "score: clock",
              "score: erased",
              "score: events",
              "score: last-revision",
              "score: ledgers",
              "score: links",
              "score: summary",
              "score: verdicts"));

  @TempDir private Path folder;

  @Test
  @Timeout(240)
  void theStoredSavepointGoesOn() throws Exception {
    if (System.getProperty("drey.saved-state", "").equals("write")) {
      zip(firstHalf(), RESOURCES.resolve(SAVEPOINT));
    }
    Path stored = unzip(folder.resolve("savepoint"));
    Second live = secondHalf(stored);
    Set<String> states = new TreeSet<>(STATES);
    StreamRegistry.all().forEach(stream -> states.add("door-" + stream.topic() + ": clocks"));
    assertTrue(states.containsAll(SavedStates.of(stored)));
    assertEquals(states, SavedStates.of(live.savepoint()));
    Path all = replayed("all", SteadyWorld.ofDays(0, DAYS));
    Path second = replayed("second", SteadyWorld.ofDays(DAYS_BEFORE, DAYS));

    for (String name : List.of(TopicNames.ALERTS, TopicNames.SHADOW_ALERTS)) {
      List<String> wanted = Results.notWithdrawn(Results.ofFile(all.resolve(name + ".jsonl")));
      assertFalse(wanted.isEmpty(), name);
      assertNotEquals(
          wanted,
          Results.notWithdrawn(Results.ofFile(second.resolve(name + ".jsonl"))),
          "the first half has a say");
    }
    assertSame(all, TopicNames.ALERTS, live.alerts());
    assertSame(all, TopicNames.SHADOW_ALERTS, live.shadowAlerts());
    assertTrue(Results.revisions(live.alerts()).values().stream().anyMatch(one -> one.get(0) > 1));
  }

  private interface Work<T> {
    T on(LiveJobs jobs, JobTopics topics) throws Exception;
  }

  /** Runs the detection job on a new broker, whose topics have the first half. */
  private <T> T withJobs(String name, Work<T> work) throws Exception {
    Path own = Files.createDirectory(folder.resolve(name));
    try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(own.resolve("kafka")));
        FlinkCluster cluster = FlinkCluster.start(2, 0);
        JobTopics topics = new JobTopics(broker.client())) {
      broker.createTopicsOfThePast(JobTopics.PARTITIONS);
      SteadyWorld.ofDays(0, DAYS_BEFORE).sendTo(topics);
      JobSettings settings = new JobSettings(Declared.inputs(), broker.client(), "");
      return work.on(new LiveJobs(cluster, settings, rules(), own.resolve("checkpoints")), topics);
    }
  }

  private Path firstHalf() throws Exception {
    return withJobs(
        "first-half",
        (jobs, topics) -> {
          jobs.startDetection(2, null);
          jobs.awaitRead(topics);
          return jobs.jobs().stopDetection();
        });
  }

  private static void assertSame(Path replayed, String topic, List<JsonNode> live)
      throws IOException {
    assertEquals(
        String.join("\n", Results.notWithdrawn(Results.ofFile(replayed.resolve(topic + ".jsonl")))),
        String.join("\n", Results.notWithdrawn(live)));
  }

  /**
   * The results of the second half.
   *
   * @param savepoint of the job that went on
   */
  private record Second(List<JsonNode> alerts, List<JsonNode> shadowAlerts, Path savepoint) {}

  private Second secondHalf(Path savepoint) throws Exception {
    return withJobs(
        "second-half",
        (jobs, topics) -> {
          jobs.startDetection(2, savepoint);
          SteadyWorld.ofDays(DAYS_BEFORE, DAYS).sendTo(topics);
          jobs.awaitRead(topics);
          LiveJobs.awaitVisible(topics);
          Path own = jobs.jobs().endDetection();
          return new Second(
              Results.ofRecords(topics.committed(TopicNames.ALERTS, Alert.class)),
              Results.ofRecords(topics.committed(TopicNames.SHADOW_ALERTS, Alert.class)),
              own);
        });
  }

  private Path replayed(String name, SteadyWorld world) throws Exception {
    Path output = folder.resolve(name + "-results");
    Path input = world.writeTo(folder.resolve(name));
    Replays.run(rules(), Declared.inputs(), null, input, output);
    return output;
  }

  private static RuleSet rules() throws IOException {
    String text = Files.readString(RESOURCES.resolve("rules.yml"));
    return StreamRegistry.compile(List.of(new RuleFile("rules.yml", text)), Declared.inputs());
  }

  private static void zip(Path from, Path to) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to));
        Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        ZipEntry entry = new ZipEntry(from.relativize(file).toString());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        zip.write(Files.readAllBytes(file));
      }
    }
  }

  private static Path unzip(Path to) throws IOException {
    Files.createDirectories(to);
    try (InputStream in = Files.newInputStream(RESOURCES.resolve(SAVEPOINT));
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.write(to.resolve(Path.of(entry.getName()).getFileName()), zip.readAllBytes());
      }
    }
    return to;
  }
}

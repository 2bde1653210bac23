package org.drey.local.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.e2e.Replays;
import org.drey.local.e2e.Results;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.lists.ListSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A rehearsal gives what a replay gives of the same lines without the late ones: in random worlds
 * with providers that are silent, behind, repeat themselves and send rubbish, with analysts'
 * verdicts on what comes of it, with crashes and another parallelism amid the lines, and with
 * default lateness. {@code -Ddrey.seed=N} draws others, and how each is run.
 */
final class RehearsalRunIT {
  private static final String HITS = TopicNames.BLOCKLIST_HITS + ".jsonl";
  private static final String VERDICTS = TopicNames.VERDICTS + ".jsonl";

  /** With which it is run in ways that are chosen; with others they are drawn, too. */
  private static final long USUAL_SEED = 20_261_127;

  private static final int PEOPLE = 200;
  private static final int DAYS = 30;
  private static final List<Duration> STEPS = List.of(Duration.ofHours(3), Duration.ofHours(12));

  @TempDir Path folder;

  /** How a world is rehearsed. */
  private record Way(
      boolean byProvider, int partitions, Duration step, int parallelism, int crashes) {

    /** One of three, among which is each choice; all but the last have a crash. */
    static Way ofNumber(int number, Random random) {
      return new Way(
          number == 2,
          1 + random.nextInt(3),
          STEPS.get(number / 2),
          1 + number % 2,
          List.of(1, 2, 0).get(number - 1));
    }

    static Way random(Random random) {
      return new Way(
          random.nextInt(3) == 0,
          1 + random.nextInt(3),
          STEPS.get(random.nextInt(STEPS.size())),
          1 + random.nextInt(2),
          random.nextInt(3));
    }
  }

  @Test
  void aRehearsalIsAReplayWithoutTheLateLines() throws Exception {
    assertRehearsal(1, false);
  }

  @Tag("nightly")
  @Test
  void itIsSoWithFindings() throws Exception {
    assertRehearsal(1, true);
  }

  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({"2, true", "3, false"})
  void soIsOneOfOtherWorlds(int number, boolean withFindings) throws Exception {
    assertRehearsal(number, withFindings);
  }

  private void assertRehearsal(int number, boolean withFindings) throws Exception {
    long first = Long.getLong("drey.seed", USUAL_SEED);
    System.out.println("rehearsal: -Ddrey.seed=" + first);
    long seed = first + number;
    Random random = new Random(seed);
    SyntheticWorld world =
        SyntheticWorld.generate(new WorldSettings(random.nextInt(1_000), PEOPLE, DAYS));
    Path input = folder.resolve("input");
    HostileWorld.write(input, world, seed, DAYS);
    Path whole = folder.resolve("whole");
    replay(input, input, list(input), whole);
    RandomVerdicts.write(input, Results.ofFile(whole.resolve("alerts.jsonl")), random);
    asksForSecondEyes(input);

    Way way = first == USUAL_SEED ? Way.ofNumber(number, random) : Way.random(random);
    Path output = folder.resolve("rehearsed");
    RehearsalRun.Report report =
        new RehearsalRun(
                new RehearsalRun.Settings(
                    input,
                    output,
                    rules(input),
                    withFindings ? configuration(input).withFindingsTopic() : configuration(input),
                    list(input),
                    way.partitions(),
                    way.byProvider(),
                    way.step(),
                    way.parallelism(),
                    3 - way.parallelism(),
                    way.crashes(),
                    seed),
                progress -> {})
            .run();
    assertEquals(
        way.crashes(), new ObjectMapper().readTree(report.toJson()).get("restarts").asInt());

    Map<String, Set<Integer>> refused = deadLines(whole);
    Map<String, Lateness> lateness = new HashMap<>();
    Path punctual = Files.createDirectory(folder.resolve("punctual"));
    for (String topic : TopicNames.INPUTS) {
      Set<Integer> broken = refused.getOrDefault(topic, Set.of());
      int partitions = way.byProvider() ? 0 : way.partitions();
      lateness.put(topic, Lateness.of(input, topic, partitions, broken));
      blank(input, punctual, topic, lateness.get(topic).late());
    }
    Files.copy(whole.resolve(HITS), punctual.resolve(HITS)); // those of late queries, too
    Files.copy(input.resolve(VERDICTS), punctual.resolve(VERDICTS)); // none is ever late
    replay(punctual, input, null, folder.resolve("replayed"));
    if (withFindings) {
      assertSameFindings(folder.resolve("replayed"), output);
    }
    assertSame(folder.resolve("replayed"), output);
    assertSameSignals(whole, output);
    Map<String, Set<Integer>> dead = deadLines(output);
    assertEquals(
        deadLines(folder.resolve("replayed")).get(TopicNames.VERDICTS),
        dead.get(TopicNames.VERDICTS));
    for (String topic : TopicNames.INPUTS) {
      Set<Integer> broken = refused.getOrDefault(topic, Set.of());
      Map<Integer, Wanted.Line> wanted =
          Wanted.of(input, topic, rules(input), configuration(input));
      assertDeadLetters(topic, broken, lateness.get(topic), wanted, dead, way.step());
    }
  }

  private static void assertSameFindings(Path replayed, Path rehearsed) throws IOException {
    Set<String> findings = lines(rehearsed, TopicNames.FINDINGS);
    assertFalse(findings.isEmpty());
    assertEquals(
        String.join("\n", lines(replayed, TopicNames.FINDINGS)), String.join("\n", findings));
  }

  private static void assertSame(Path replayed, Path rehearsed) throws IOException {
    List<JsonNode> alerts = Results.ofFile(rehearsed.resolve("alerts.jsonl"));
    assertFalse(alerts.isEmpty());
    assertTrue(alerts.stream().anyMatch(alert -> !alert.get("verdict").isNull()));
    assertEquals(
        String.join("\n", Results.notWithdrawn(Results.ofFile(replayed.resolve("alerts.jsonl")))),
        String.join("\n", Results.notWithdrawn(alerts)));
    assertEquals(
        String.join("\n", Results.cases(replayed)), String.join("\n", Results.cases(rehearsed)));
    System.out.println(
        "%d cases; alerts closed by %s"
            .formatted(
                Results.cases(rehearsed).size(),
                Results.distinct(Results.last(alerts), "closed_by")));
  }

  /** A query has its signal and its hit however late it is. */
  private static void assertSameSignals(Path whole, Path rehearsed) throws IOException {
    for (String topic : List.of(TopicNames.SPLASH_SIGNALS, TopicNames.BLOCKLIST_HITS)) {
      Set<String> signals = signals(rehearsed, topic);
      assertFalse(signals.isEmpty());
      assertEquals(signals(whole, topic), signals);
    }
  }

  /**
   * Dead letters are the refused lines and the late ones that a rule wanted; of these not one that
   * repeats an event in time as long as state holds that. How long it does so beyond what it must
   * is its own business.
   */
  private static void assertDeadLetters(
      String topic,
      Set<Integer> refused,
      Lateness lateness,
      Map<Integer, Wanted.Line> wanted,
      Map<String, Set<Integer>> dead,
      Duration step) {
    Map<String, Long> inTime = new HashMap<>();
    wanted.forEach(
        (number, line) -> {
          if (!refused.contains(number) && !lateness.late().contains(number)) {
            inTime.merge(line.identity(), lateness.received().get(number), Math::min);
          }
        });
    Set<Integer> expected = new TreeSet<>(refused);
    Set<Integer> open = new TreeSet<>();
    for (int number : lateness.late()) {
      Wanted.Line line = wanted.get(number);
      if (line == null) {
        continue;
      }
      Long before = inTime.get(line.identity());
      long received = lateness.received().get(number);
      long known = line.happened() + line.knownMillis() - step.toMillis();
      if (before == null || line.knownMillis() == Wanted.NEVER_KNOWN) {
        expected.add(number);
      } else if (received - before <= step.toMillis() || received >= known) {
        open.add(number);
      }
    }
    Set<Integer> there = new TreeSet<>(dead.getOrDefault(topic, Set.of()));
    there.removeAll(open);
    assertEquals(expected, there, topic);
  }

  private static Set<String> lines(Path results, String topic) throws IOException {
    Set<String> lines = new TreeSet<>();
    Results.ofFile(results.resolve(topic + ".jsonl")).forEach(line -> lines.add(line.toString()));
    return lines;
  }

  private static Set<String> signals(Path results, String topic) throws IOException {
    return Results.distinct(Results.ofFile(results.resolve(topic + ".jsonl")), "signal_id");
  }

  private static Map<String, Set<Integer>> deadLines(Path results) throws IOException {
    Map<String, Set<Integer>> lines = new HashMap<>();
    for (JsonNode letter : Results.ofFile(results.resolve("dead-letters.jsonl"))) {
      lines
          .computeIfAbsent(letter.get("topic").asText(), topic -> new TreeSet<>())
          .add(letter.get("offset").asInt());
    }
    return lines;
  }

  /** A blank line is skipped, and keeps its number. */
  private static void blank(Path from, Path to, String topic, Set<Integer> late)
      throws IOException {
    String file = topic + ".jsonl";
    List<String> lines = Files.readAllLines(from.resolve(file), StandardCharsets.ISO_8859_1);
    assertTrue(late.size() <= lines.size() / 10, topic + ": most lines are in time");
    late.forEach(number -> lines.set(number, ""));
    Files.write(to.resolve(file), lines, StandardCharsets.ISO_8859_1);
  }

  /** A verdict on an alert that was HIGH closes it only if two analysts agreed. */
  private static void asksForSecondEyes(Path world) throws IOException {
    Files.writeString(
        world.resolve(FolderWriter.CONFIGURATION),
        "\nfour_eyes: {from_band: HIGH}\n",
        StandardOpenOption.APPEND);
  }

  private static DreyConfiguration configuration(Path world) throws IOException {
    return DreyConfiguration.read(world.resolve(FolderWriter.CONFIGURATION));
  }

  private static RuleSet rules(Path world) throws IOException {
    return StreamRegistry.compile(RuleFile.catalogue(), configuration(world));
  }

  private static ListSettings list(Path world) {
    return ListSettings.ofFile(world.resolve(FolderWriter.BLOCKLIST));
  }

  private static void replay(Path input, Path world, @Nullable ListSettings list, Path output)
      throws Exception {
    Replays.run(rules(world), configuration(world), list, input, output);
  }
}

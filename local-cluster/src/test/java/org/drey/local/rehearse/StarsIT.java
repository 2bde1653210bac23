package org.drey.local.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.local.e2e.Replays;
import org.drey.local.e2e.Results;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row of the table of stars, through both jobs: what a replay says of them, and that a
 * rehearsal with crashes and another parallelism says the same, 90 days later.
 */
@Tag("nightly")
final class StarsIT {
  private static final Duration QUIET = Duration.ofDays(90);
  private static final String HUBS = "reference_sets: {hubs: [xhub]}\n";

  /** A case, as the table has it. */
  private record Expected(int degree, List<String> alerts) {
    static Expected of(int degree, String... alerts) {
      return new Expected(degree, Stream.of(alerts).sorted().toList());
    }
  }

  @TempDir Path folder;

  private static String payer(String token) {
    return StarsWorld.alertId(AlertTrack.PAYER, "SUBJECT", token);
  }

  private static String payee(AlertTrack track, String token) {
    return StarsWorld.alertId(track, "PAYEE", token);
  }

  private static StarsWorld world() {
    long justAfterDay1 = StarsWorld.day(1) + 1;
    StarsWorld world =
        new StarsWorld()
            .twoPayers("1", justAfterDay1)
            .twoPayers("2", StarsWorld.day(1))
            .twoPayers("3", StarsWorld.day(1))
            .reported(AlertTrack.FACILITATOR, "PAYEE", "x3")
            .twoPayers("4", justAfterDay1)
            .twoPayers("5", justAfterDay1)
            .twoPayers("6", justAfterDay1)
            .twoPayers("7", justAfterDay1)
            .twoPayers("hub", justAfterDay1)
            .child("8", AlertTrack.FACILITATOR)
            .child("9", AlertTrack.RECEIVER)
            .child("10", AlertTrack.RECEIVER)
            .reported(AlertTrack.PAYER, "SUBJECT", "open")
            .pays("open", "xopen", StarsWorld.DAY_31 + 1)
            .pays("latest", "xlatest", StarsWorld.DAY_31 + 1 + QUIET.toMillis());
    for (int i = 0; i < 199; i++) {
      if (i < 198) {
        world.pays("other" + i, "x6", StarsWorld.day(2 + i % 28));
      }
      world.pays("other" + i, "x7", StarsWorld.day(2 + i % 28));
    }
    return world;
  }

  private static void decide(StarsWorld world, List<JsonNode> alerts) {
    world.decided(AlertTrack.PAYER, "SUBJECT", "a4", "CONFIRMED", "REPORTED", alerts);
    world.decided(AlertTrack.PAYER, "SUBJECT", "a5", "DUPLICATE", "SAME_AS_CASE", alerts);
    world.decided(AlertTrack.RECEIVER, "PAYEE", "x10", "UNFOUNDED", "NO_PATTERN", alerts);
  }

  private static Map<String, Expected> expected() {
    Map<String, Expected> cases = new TreeMap<>();
    cases.put("x1", Expected.of(2, payer("a1"), payer("b1")));
    cases.put("x3", Expected.of(1, payer("a3"), payee(AlertTrack.FACILITATOR, "x3")));
    cases.put("x4", Expected.of(2, payer("a4"), payer("b4")));
    cases.put("x6", Expected.of(200, payer("a6"), payer("b6")));
    String child = StarsWorld.alertId(AlertTrack.VICTIM, "SUBJECT", "child9");
    cases.put("x9", Expected.of(1, child, payee(AlertTrack.RECEIVER, "x9")));
    return cases;
  }

  private static Map<String, Expected> found(Path output) throws IOException {
    Map<String, Expected> cases = new TreeMap<>();
    for (JsonNode one : Results.ofFile(output.resolve("cases.jsonl"))) {
      List<String> alerts = Results.texts(one.get("members"), "alert_id");
      Expected before =
          cases.put(
              one.get("entity").asText(),
              Expected.of(one.get("degree").asInt(), alerts.toArray(String[]::new)));
      assertNull(before, "a case has one line");
    }
    return cases;
  }

  @Test
  @Timeout(600)
  void eachRowOfTheTable() throws Exception {
    DreyConfiguration configuration =
        DreyConfiguration.read(Files.writeString(folder.resolve("config.yaml"), HUBS));
    RuleSet rules =
        StreamRegistry.compile(List.of(new RuleFile("stars.yml", StarsWorld.RULES)), configuration);
    StarsWorld world = world();
    Path input = folder.resolve("input");
    world.write(input);
    Path undecided = folder.resolve("undecided");
    Replays.run(rules, configuration, null, input, undecided);
    Map<String, Expected> before = expected();
    before.put("x5", Expected.of(2, payer("a5"), payer("b5")));
    String child = StarsWorld.alertId(AlertTrack.VICTIM, "SUBJECT", "child10");
    before.put("x10", Expected.of(1, child, payee(AlertTrack.RECEIVER, "x10")));
    assertEquals(before, found(undecided));

    decide(world, Results.ofFile(undecided.resolve("alerts.jsonl")));
    world.write(input);
    Path replayed = folder.resolve("replayed");
    Replays.run(rules, configuration, null, input, replayed);
    assertEquals(expected(), found(replayed));

    Path rehearsed = folder.resolve("rehearsed");
    rehearse(rules, configuration, input, rehearsed);
    assertFalse(Results.cases(rehearsed).isEmpty());
    assertEquals(
        String.join("\n", Results.cases(replayed)), String.join("\n", Results.cases(rehearsed)));
    assertEquals(
        String.join("\n", Results.notWithdrawn(Results.ofFile(replayed.resolve("alerts.jsonl")))),
        String.join("\n", Results.notWithdrawn(Results.ofFile(rehearsed.resolve("alerts.jsonl")))));
    assertEquals(List.of("open"), open(rehearsed));
  }

  /** Whose alerts are open: no others had evidence in the 90 days before the latest event. */
  private static List<String> open(Path output) throws IOException {
    return Results.last(Results.ofFile(output.resolve("alerts.jsonl"))).stream()
        .filter(alert -> alert.get("state").asText().equals("OPEN"))
        .map(alert -> alert.get("entity").asText())
        .toList();
  }

  private static void rehearse(
      RuleSet rules, DreyConfiguration configuration, Path input, Path output) throws Exception {
    new RehearsalRun(
            new RehearsalRun.Settings(
                input,
                output,
                rules,
                configuration,
                null,
                2,
                false,
                Duration.ofDays(3),
                2,
                1,
                2,
                20_261_127),
            progress -> {})
        .run();
  }
}

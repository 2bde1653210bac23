package org.drey.local.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
 * Erasures through both jobs: a rehearsal with crashes and another parallelism leaves the alerts
 * and cases that a replay does, and neither names anyone who was erased.
 */
@Tag("nightly")
final class ErasureRehearsalIT {
  private static final RuleSet RULES =
      StreamRegistry.compile(
          List.of(new RuleFile("stars.yml", StarsWorld.RULES)), DreyConfiguration.DEFAULT);

  @TempDir Path folder;

  /**
   * Three who paid x1, of whom one is erased later and pays it again; two who paid x2, which is
   * erased in the step in which they did.
   */
  private static StarsWorld world() {
    long hours = Duration.ofHours(2).toMillis();
    return new StarsWorld()
        .twoPayers("1", StarsWorld.day(30))
        .reported(AlertTrack.PAYER, "SUBJECT", "c1")
        .pays("c1", "x1", StarsWorld.day(31))
        .twoPayers("2", StarsWorld.day(30))
        .reported(AlertTrack.FACILITATOR, "PAYEE", "x2")
        .erased("PAYEE", "x2", StarsWorld.day(31) + hours)
        .erased("SUBJECT", "a1", StarsWorld.day(36))
        .erased("SUBJECT", "stranger", StarsWorld.day(36))
        .erased("SUBJECT", "a1", StarsWorld.day(37))
        .pays("a1", "x1", StarsWorld.day(45));
  }

  private static String text(Path output, String name) throws IOException {
    return Files.readString(output.resolve(name + ".jsonl"));
  }

  private static void assertErased(Path output) throws IOException {
    String alerts = text(output, "alerts");
    assertFalse(alerts.contains("\"a1\""), alerts);
    assertFalse(alerts.contains("\"x2\""), alerts);
    assertTrue(alerts.contains("\"b1\""), alerts);
    List<JsonNode> cases = Results.ofFile(output.resolve("cases.jsonl"));
    assertEquals(1, cases.size(), cases::toString);
    assertEquals("x1", cases.get(0).get("entity").asText());
    assertEquals(3, cases.get(0).get("degree").asInt());
    assertEquals(
        Set.of("b1", "c1"), Set.copyOf(Results.texts(cases.get(0).get("members"), "entity")));
    assertEquals("", text(output, "dead-letters"));
  }

  @Test
  @Timeout(600)
  void aRehearsalLeavesWhatAReplayDoes() throws Exception {
    Path input = folder.resolve("input");
    world().write(input);
    Path replayed = replay(input);
    assertErased(replayed);
    Path rehearsed = rehearse(input, 2, 2);
    assertErased(rehearsed);
    assertSame(replayed, rehearsed);
  }

  /** Of two the second is looked for only some seconds after the first. */
  @Test
  @Timeout(600)
  void thoseErasedLastAreNotShownEither() throws Exception {
    Path input = folder.resolve("input");
    new StarsWorld()
        .twoPayers("3", StarsWorld.day(31))
        .twoPayers("4", StarsWorld.day(31))
        .erased("PAYEE", "x3", StarsWorld.day(36))
        .erased("PAYEE", "x4", StarsWorld.day(36))
        .write(input);
    Path rehearsed = rehearse(input, 1, 0);
    String alerts = text(rehearsed, "alerts");
    assertTrue(alerts.contains("\"a3\"") && alerts.contains("\"a4\""), alerts);
    assertFalse(alerts.contains("\"x3\"") || alerts.contains("\"x4\""), alerts);
    assertSame(replay(input), rehearsed);
  }

  private Path replay(Path input) throws Exception {
    Path replayed = folder.resolve("replayed");
    Replays.run(RULES, DreyConfiguration.DEFAULT, null, input, replayed);
    return replayed;
  }

  /** The folder with the results, of alerts the last revisions. */
  private Path rehearse(Path input, int parallelism, int crashes) throws Exception {
    Path rehearsed = folder.resolve("rehearsed");
    RehearsalRun.Settings settings =
        new RehearsalRun.Settings(
            input,
            rehearsed,
            RULES,
            DreyConfiguration.DEFAULT,
            null,
            2,
            false,
            Duration.ofDays(3),
            parallelism,
            1,
            crashes,
            20_261_127);
    new RehearsalRun(settings, progress -> {}).run();
    Path alerts = rehearsed.resolve("alerts.jsonl");
    Files.write(
        alerts, Results.last(Results.ofFile(alerts)).stream().map(JsonNode::toString).toList());
    return rehearsed;
  }

  private static void assertSame(Path replayed, Path rehearsed) throws IOException {
    assertEquals(
        String.join("\n", Results.cases(replayed)), String.join("\n", Results.cases(rehearsed)));
    assertEquals(
        String.join("\n", Results.notWithdrawn(Results.ofFile(replayed.resolve("alerts.jsonl")))),
        String.join("\n", Results.notWithdrawn(Results.ofFile(rehearsed.resolve("alerts.jsonl")))));
  }
}

package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.drey.event.Verdict;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class GenerateCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new GenerateCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void aHardWorldAndTheVerdictsOnItsAlerts() throws IOException, InvalidRecordException {
    String world = folder.resolve("world").toString();
    String size = "--people=200";
    assertEquals(0, run("--output", world, "--hard", "--seed", "3", size, "--days", "30"));
    JsonNode truth = new ObjectMapper().readTree(folder.resolve("world/truth.json").toFile());
    JsonNode one = truth.get("look_alikes").get(0);
    Path results = Files.createDirectory(folder.resolve("results"));
    Files.writeString(results.resolve("alerts.jsonl"), alert(one));

    String[] arguments = {
      "verdicts", "--truth", world + "/truth.json", "--from", results.toString(), "--right=1"
    };
    assertEquals(0, run(arguments), err::toString);
    byte[] first = Files.readAllBytes(results.resolve("verdicts.jsonl"));
    Verdict verdict = JsonLineReader.of(Verdict.class).read(first).datum();
    assertEquals(one.get("entity").asText(), verdict.getEntity());
    assertTrue(out.toString().contains("1 verdict written"), out::toString);

    assertEquals(0, run(arguments));
    assertArrayEquals(first, Files.readAllBytes(results.resolve("verdicts.jsonl")));
    assertTrue(out.toString().contains("0 verdicts added"), out::toString);

    String again = alert(one).replace("\"episode\": 1", "\"episode\": 2");
    Files.writeString(results.resolve("alerts.jsonl"), again);
    assertEquals(0, run(arguments));
    String both = Files.readString(results.resolve("verdicts.jsonl"));
    assertEquals(2, both.lines().count());
    assertTrue(both.startsWith(new String(first, StandardCharsets.UTF_8)), both);

    Files.writeString(results.resolve("verdicts.jsonl"), "{}\n");
    assertEquals(1, run(arguments));
    assertEquals("{}\n", Files.readString(results.resolve("verdicts.jsonl")));
  }

  @Test
  void aLineSaysWhenItArrivedIfItIsAskedTo() throws IOException {
    String world = folder.resolve("world").toString();
    assertEquals(0, run("--output", world, "--people=200", "--days=30", "--received"));
    int silent = 0;
    for (String line : Files.readAllLines(folder.resolve("world/external-signals.jsonl"))) {
      JsonNode signal = new ObjectMapper().readTree(line);
      if (signal.has("received_at")) {
        long arrived = signal.path("received_at").asLong();
        assertTrue(arrived >= signal.path("event_time").asLong(), line);
      } else {
        silent++;
      }
    }
    JsonNode truth = new ObjectMapper().readTree(folder.resolve("world/truth.json").toFile());
    List<String> malformed = truth.path("dead_letters").path("records").findValuesAsText("topic");
    assertEquals(Collections.frequency(malformed, "external-signals"), silent);
  }

  @Test
  void withoutAnOutputItIsUsedWrongly() {
    assertEquals(2, run("--seed", "3"));
    assertTrue(err.toString().contains("--output"), err::toString);
  }

  @Test
  void aWorldThatIsTooSmallIsAWrongUse() {
    assertEquals(2, run("--output", folder.toString(), "--people", "5"));
    assertTrue(err.toString().contains("--people"), err::toString);
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    assertEquals(1, run("verdicts", "--truth", folder + "/none", "--from", folder.toString()));
    Path truth = Files.writeString(folder.resolve("truth.json"), "{}");
    assertEquals(1, run("verdicts", "--truth", truth.toString(), "--from", folder.toString()));
    Files.createFile(folder.resolve("alerts.jsonl"));
    assertEquals(1, run("verdicts", "--truth", truth.toString(), "--from", folder.toString()));
    assertTrue(err.toString().contains("not the truth.json of a generated world"), err::toString);
    assertFalse(Files.exists(folder.resolve("verdicts.jsonl")));
  }

  private static String alert(JsonNode one) {
    return """
    {"alert_id": "a", "episode": 1, "generation": 0, "revision": 1, "state": "OPEN",\
     "notify": true, "track": "%s", "entity_kind": "%s", "entity": "%s", "score": 50.0,\
     "as_of": 1772476145133, "peak_score": 50.0, "band": "ALERT", "peak_band": "ALERT",\
     "severity": 3, "priority": "P3", "due_by": 1772476145133, "confidence": "LOW",\
     "first_seen": 1772476145133, "last_seen": 1772476145133, "reasons": [], "offsets": [],\
     "gates": [], "streams": [], "findings": ["f"], "events": [], "linked_entities": [],\
     "suppressed": 0, "list_versions": [], "ruleset_version": "r",\
     "emitted_at": 1772476145133, "content_assessed": false}
    """
        .formatted(
            one.get("track").asText(), one.get("entity_kind").asText(), one.get("entity").asText());
  }
}

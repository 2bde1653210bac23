package org.drey.local.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.e2e.Results;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that no record can be made of costs a dead letter, and no rehearsal its results. */
class RehearsalOfRubbishIT {
  /** Half of a character is valid JSON, and no file can have it. */
  private static final String QUERY =
      "{\"event_id\":\"q1\",\"event_time\":\"2026-03-04T00:00:00Z\",\"provider\":\"\\ud800\","
          + "\"token_domain\":\"default\",\"key_version\":1,\"subject\":\"s1\","
          + "\"query\":\"a.example\",\"record_type\":\"A\"}\n";

  @TempDir Path folder;

  @Test
  void aLineIsADeadLetterAlsoAmongHits() throws Exception {
    Files.writeString(folder.resolve(TopicNames.DNS_QUERIES + ".jsonl"), QUERY);
    Files.writeString(
        folder.resolve(TopicNames.BLOCKLIST_HITS + ".jsonl"), "{\"event_id\":\"x\"}\n");
    Path output = folder.resolve("rehearsed");
    DreyConfiguration configuration = DreyConfiguration.DEFAULT;
    RehearsalRun.Settings settings =
        new RehearsalRun.Settings(
            folder,
            output,
            StreamRegistry.compile(RuleFile.catalogue(), configuration),
            configuration,
            null,
            1,
            false,
            Duration.ofHours(3),
            1,
            1,
            0,
            1);
    new RehearsalRun(settings, progress -> {}).run();
    List<JsonNode> letters = Results.ofFile(output.resolve(TopicNames.DEAD_LETTERS + ".jsonl"));
    assertTrue(
        letters.stream()
            .anyMatch(letter -> letter.get("topic").asText().equals(TopicNames.BLOCKLIST_HITS)),
        letters::toString);
    assertEquals("", Files.readString(output.resolve(TopicNames.BLOCKLIST_HITS + ".jsonl")));
    assertTrue(Files.exists(output.resolve("rehearsal.json")));
  }
}

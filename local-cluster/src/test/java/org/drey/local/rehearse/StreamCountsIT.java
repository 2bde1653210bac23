package org.drey.local.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.e2e.Results;
import org.drey.local.generate.FolderWriter;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldSettings;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ledger of each stream adds up, to the record, where providers are late, repeat themselves and
 * send rubbish. {@code -Ddrey.seed=N} draws another world.
 */
@Tag("nightly")
final class StreamCountsIT {
  private static final int DAYS = 30;
  private static final Set<String> SENT =
      Set.of(TopicNames.PAYMENTS, TopicNames.LIVESTREAM_SESSIONS, TopicNames.EXTERNAL_SIGNALS);

  @TempDir Path folder;

  @Test
  void whatWasReadIsAcceptedLateRefusedOrADuplicate() throws Exception {
    long seed = Long.getLong("drey.seed", 20_261_201L);
    System.out.println("ledger: -Ddrey.seed=" + seed);
    Path input = folder.resolve("input");
    WorldSettings settings = new WorldSettings(seed % 1_000, 200, DAYS);
    HostileWorld.write(input, SyntheticWorld.generate(settings), seed, DAYS);
    Path output = folder.resolve("output");
    RehearsalRun.Report report = new RehearsalRun(settings(input, output, seed), line -> {}).run();

    JsonNode ledgers = new ObjectMapper().readTree(report.toJson()).get("ledger");
    System.out.println(ledgers);
    long late = 0;
    long duplicate = 0;
    for (String topic : SENT) {
      JsonNode ledger = ledgers.get(topic);
      assertEquals(
          count(ledger, "read"),
          count(ledger, "accepted")
              + count(ledger, "late")
              + count(ledger, "refused")
              + count(ledger, "duplicate"),
          ledger.toString());
      assertEquals(lines(input, topic), count(ledger, "read"), topic);
      Set<Long> refused = new TreeSet<>();
      Set<Long> tooLate = new TreeSet<>();
      for (JsonNode letter : Results.ofFile(output.resolve("dead-letters.jsonl"))) {
        if (letter.get("topic").asText().equals(topic)) {
          boolean isLate = letter.get("reason").asText().equals("LATE");
          (isLate ? tooLate : refused).add(letter.get("offset").asLong());
        }
      }
      assertEquals(refused.size(), count(ledger, "refused"), topic);
      assertTrue(count(ledger, "late") >= tooLate.size(), topic); // and those that no rule wanted
      late += count(ledger, "late");
      duplicate += count(ledger, "duplicate");
    }
    assertTrue(late > 0 && duplicate > 0, ledgers.toString());
  }

  private static long count(JsonNode ledger, String fate) {
    return ledger.get(fate).asLong();
  }

  private static RehearsalRun.Settings settings(Path input, Path output, long seed)
      throws Exception {
    DreyConfiguration configuration =
        DreyConfiguration.read(input.resolve(FolderWriter.CONFIGURATION));
    return new RehearsalRun.Settings(
        input,
        output,
        StreamRegistry.compile(RuleFile.catalogue(), configuration),
        configuration,
        null,
        2,
        false,
        Duration.ofHours(12),
        2,
        2,
        0,
        seed);
  }

  private static long lines(Path folder, String topic) throws Exception {
    Path file = folder.resolve(topic + ".jsonl");
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
        .filter(line -> !line.isBlank())
        .count();
  }
}

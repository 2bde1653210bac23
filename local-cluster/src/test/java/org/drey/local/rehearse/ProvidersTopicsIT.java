package org.drey.local.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.e2e.Results;
import org.drey.local.e2e.Samples;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal with topics of providers: each has its own lateness, and no other's records. */
@Tag("nightly")
final class ProvidersTopicsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String CONFIGURATION =
      """
      streams:
        payments:
          topics:
            - {name: payments-quick, provider: quick.example, lateness: 1h}
            - {name: payments-slow, provider: slow.example, token_domain: ours, lateness: 48h}
      """;
  private static final RuleFile EVERY_PAYMENT =
      new RuleFile(
          "every.yml",
          """
          title: A completed payment
          name: completed_payment
          id: 00000000-0000-4000-8000-000000000001
          status: stable
          logsource: {category: payment}
          detection:
            selection: {status: COMPLETED}
            condition: selection
          drey: {indicator: T-ANY, track: payer, entity: subject, points: 10, strength: 1,
            half_life: 30d, family: PAYNET}
          """);

  @TempDir Path folder;

  private final List<String> lines = new ArrayList<>();

  @Test
  void eachProviderHasItsOwnLatenessAndNoOthersRecords() throws Exception {
    send("quick.example", "ours", Duration.ZERO);
    send("quick.example", "ours", Duration.ofMinutes(30));
    send("quick.example", "ours", Duration.ofHours(2)); // 2: late
    send("slow.example", "ours", Duration.ofHours(40));
    send("slow.example", "ours", Duration.ZERO);
    send("slow.example", "ours", Duration.ofHours(47));
    send("slow.example", "ours", Duration.ofHours(49)); // 6: late
    send("other.example", "ours", Duration.ZERO); // 7: has no topic
    send("slow.example", "theirs", Duration.ZERO); // 8: not the token domain of its topic
    lines.add("no record"); // 9
    send("quick.example", "ours", NOON.plus(HOUR.multipliedBy(4)), HOUR.multipliedBy(4));
    send("slow.example", "ours", NOON.minus(HOUR.multipliedBy(45)), HOUR.multipliedBy(8)); // behind
    Path input = Files.createDirectory(folder.resolve("input"));
    Files.write(input.resolve("payments.jsonl"), lines);

    Path output = folder.resolve("output");
    JsonNode report = JSON.readTree(rehearse(input, output).toJson());

    assertEquals(
        Map.of(2, "LATE", 6, "LATE", 7, "FOREIGN_PROVIDER", 8, "FOREIGN_PROVIDER", 9, "MALFORMED"),
        deadLetters(output));
    assertEquals(
        Set.of("0", "1", "3", "4", "5", "10", "11"),
        Results.distinct(Results.ofFile(output.resolve("findings.jsonl")), "event_id"));
    JsonNode payments = report.get("streams").get(TopicNames.PAYMENTS);
    assertEquals(1, payments.get("quick.example").get("late").asInt());
    assertEquals(1, payments.get("slow.example").get("late").asInt());
    assertEquals(6, payments.get("slow.example").get("records").asInt());
    assertEquals(1, payments.get("slow.example").get("behind").asInt());
    assertEquals(0, payments.get("quick.example").get("behind").asInt());
    assertEquals(0, payments.get("other.example").get("late").asInt());
  }

  private RehearsalRun.Report rehearse(Path input, Path output) throws Exception {
    Path file = Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
    DreyConfiguration configuration = DreyConfiguration.read(file);
    RuleSet rules = StreamRegistry.compile(List.of(EVERY_PAYMENT), configuration);
    RehearsalRun.Settings settings =
        new RehearsalRun.Settings(
            input,
            output,
            rules,
            configuration.withFindingsTopic(),
            null,
            1,
            false,
            Duration.ofHours(3),
            1,
            1,
            0,
            1);
    return new RehearsalRun(settings, progress -> {}).run();
  }

  private static Map<Integer, String> deadLetters(Path output) throws IOException {
    Map<Integer, String> reasons = new TreeMap<>();
    for (JsonNode letter : Results.ofFile(output.resolve("dead-letters.jsonl"))) {
      assertEquals(TopicNames.PAYMENTS, letter.get("topic").asText());
      reasons.put(letter.get("offset").asInt(), letter.get("reason").asText());
    }
    return reasons;
  }

  /** A payment that is received a minute after the last; its id is its line. */
  private void send(String provider, String tokenDomain, Duration old) throws IOException {
    send(provider, tokenDomain, NOON.minus(old), Duration.ofMinutes(lines.size()));
  }

  private void send(String provider, String tokenDomain, Instant happened, Duration receivedAfter)
      throws IOException {
    ObjectNode line = (ObjectNode) JSON.readTree(Samples.line(TopicNames.PAYMENTS));
    line.put("event_id", Integer.toString(lines.size()));
    line.put("provider", provider);
    line.put("token_domain", tokenDomain);
    line.put("event_time", happened.toEpochMilli());
    line.put("received_at", NOON.plus(receivedAfter).toEpochMilli());
    lines.add(line.toString());
  }
}

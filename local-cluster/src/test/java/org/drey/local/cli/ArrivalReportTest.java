package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.e2e.Samples;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of late lines at the end of a replay. */
final class ArrivalReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;

  private final List<String> lines = new ArrayList<>();

  private void pay(String provider, Duration after, Duration delay) throws IOException {
    ObjectNode line = (ObjectNode) JSON.readTree(Samples.line(TopicNames.PAYMENTS));
    line.put("event_id", Integer.toString(lines.size()));
    line.put("provider", provider);
    line.put("event_time", NOON.plus(after).minus(delay).toEpochMilli());
    line.put("received_at", NOON.plus(after).toEpochMilli());
    lines.add(line.toString());
  }

  /** Both firms are in time at first; the one is then late by two days, and repeats itself. */
  private void write() throws IOException {
    pay("late.example", Duration.ZERO, Duration.ofMinutes(1));
    pay("prompt.example", DAY.multipliedBy(3), Duration.ofHours(1));
    pay("late.example", DAY.multipliedBy(3), Duration.ofHours(2));
    pay("late.example", DAY.multipliedBy(4), DAY.multipliedBy(3));
    lines.add(lines.get(0));
    lines.add("no record");
    Files.write(folder.resolve("payments.jsonl"), lines);
    Files.writeString(
        folder.resolve("dns-queries.jsonl"), Samples.line(TopicNames.DNS_QUERIES) + "\n");
  }

  private ArrivalReport report() throws IOException {
    DreyConfiguration configuration = DreyConfiguration.DEFAULT;
    return ArrivalReport.ofFolder(
        folder, StreamRegistry.compile(RuleFile.catalogue(), configuration), configuration, false);
  }

  @Test
  void linesAreCountedByStreamAndProvider() throws IOException {
    write();
    JsonNode streams = report().toJson();

    assertEquals(1, streams.size(), "queries do not say when they came");
    JsonNode late = streams.get(TopicNames.PAYMENTS).get("late.example");
    assertEquals(4, late.get("records").asInt());
    assertEquals(1, late.get("late").asInt());
    assertEquals(1, late.get("silent").asInt());
    assertEquals(1, late.get("repeated").asInt());
    assertEquals(1, late.get("behind").asInt());
    assertEquals(60, late.get("delay").get("p50").asDouble());
    assertEquals(3 * 86_400, late.get("delay").get("max").asDouble());
    assertEquals(7_200, late.get("held_back").asDouble());
    JsonNode prompt = streams.get(TopicNames.PAYMENTS).get("prompt.example");
    assertEquals(0, prompt.get("late").asInt());
    assertEquals(1, streams.get(TopicNames.PAYMENTS).get("(none)").get("records").asInt());
  }

  @Test
  void aFolderThatDoesNotSayWhenLinesCameHasNoTable() throws IOException {
    Files.writeString(folder.resolve("payments.jsonl"), Samples.line(TopicNames.PAYMENTS));
    assertEquals("", report().toText());
    assertTrue(report().toJson().isEmpty());
  }

  @Test
  void aFolderThatMemoryDoesNotHoldIsNotRead() throws IOException {
    write();
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("web-requests.jsonl").toFile(), "rw")) {
      file.setLength(401L << 20);
    }
    assertEquals("Late lines are counted in folders of at most 200 MB.\n", report().toText());
  }

  @Test
  void replayEndsWithTheTable() throws IOException {
    write();
    Path output = Files.createDirectory(folder.resolve("output"));
    for (String file : List.of("findings", "alerts", "blocklist-hits", "dead-letters")) {
      Files.createFile(output.resolve(file + ".jsonl"));
    }
    ReplaySummary summary = ReplaySummary.of(Map.of(), report(), output);
    List<String> text = summary.toText().lines().toList();
    assertTrue(text.get(6).startsWith("stream "), text::toString);
    assertTrue(text.get(8).startsWith("payments             late.example "), text::toString);
    assertEquals("written to " + output, text.get(text.size() - 1));
    assertEquals(
        report().toJson().toString(), JSON.readTree(summary.toJson()).get("lateness").toString());
  }
}

package org.drey.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The summary of a replay.
 *
 * @param read events read, by topic
 * @param matched of them, events that a rule matched
 * @param findings findings, by rule id
 * @param alerts alerts that were not withdrawn, by band of the peak score
 * @param signals blocklist decisions, by decision
 * @param rejected dead letters, by reason
 * @param rejectedOf dead letters, by topic
 * @param arrivals how late lines are that say when they were received
 * @param output where the files are
 */
public record ReplaySummary(
    Map<String, Long> read,
    Map<String, Long> matched,
    Map<String, Long> findings,
    Map<String, Long> alerts,
    Map<String, Long> signals,
    Map<String, Long> rejected,
    Map<String, Long> rejectedOf,
    ArrivalReport arrivals,
    String output) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static ReplaySummary of(Map<String, Long> counts, ArrivalReport arrivals, Path output)
      throws IOException {
    return new ReplaySummary(
        topics(counts, ".read"),
        topics(counts, ".matched"),
        countLines(output.resolve("findings.jsonl"), "rule_id"),
        alerts(output.resolve("alerts.jsonl")),
        countLines(output.resolve("blocklist-hits.jsonl"), "decision"),
        countLines(output.resolve("dead-letters.jsonl"), "reason"),
        countLines(output.resolve("dead-letters.jsonl"), "topic"),
        arrivals,
        output.toString());
  }

  private static Map<String, Long> topics(Map<String, Long> counts, String suffix) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(suffix))
        .filter(entry -> !entry.getKey().startsWith("blocklist."))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(0, entry.getKey().length() - suffix.length()),
                Map.Entry::getValue,
                Long::sum,
                TreeMap::new));
  }

  private static Map<String, Long> countLines(Path file, String field) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        counts.merge(JSON.readTree(line).get(field).asText(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static Map<String, Long> alerts(Path file) throws IOException {
    Map<String, JsonNode> last = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode alert = JSON.readTree(line);
        last.merge(
            alert.get("alert_id").asText(),
            alert,
            (a, b) -> b.get("revision").asLong() >= a.get("revision").asLong() ? b : a);
      }
    }
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode alert : last.values()) {
      if (!alert.get("state").asText().equals("WITHDRAWN")) {
        counts.merge(alert.get("peak_band").asText(), 1L, Long::sum);
      }
    }
    return counts;
  }

  String toJson() throws JsonProcessingException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("read", read);
    fields.put("matched", matched);
    fields.put("findings", findings);
    fields.put("alerts", alerts);
    fields.put("signals", signals);
    fields.put("rejected", rejected);
    fields.put("rejected_of", rejectedOf);
    fields.put("lateness", arrivals.toJson());
    fields.put("output", output);
    return JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(fields);
  }

  String toText() {
    return String.join(
        "\n",
        line("read", read),
        line("matched", matched),
        line("findings", Map.of("", sum(findings))),
        line("alerts", alerts),
        line("blocklist", signals),
        line("rejected", rejected),
        allRejected() + arrivals.toText() + "written to " + output);
  }

  /** A line for each stream of which not one record was taken. */
  private String allRejected() {
    return read.entrySet().stream()
        .filter(entry -> entry.getValue().equals(rejectedOf.get(entry.getKey())))
        .map(
            entry -> "Not one record of " + entry.getKey() + " was taken: see dead-letters.jsonl\n")
        .collect(Collectors.joining());
  }

  private static String line(String name, Map<String, Long> counts) {
    String details =
        counts.entrySet().stream()
            .filter(entry -> !entry.getKey().isEmpty())
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return String.format("%-10s %,9d  %s", name, sum(counts), details).stripTrailing();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}

package org.drey.local.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drey.event.TopicNames;

/**
 * Which lines of a folder are late, calculated from the lines and the text of the contract alone:
 * lines by {@code received_at}, the i-th to partition i mod N, or each provider to its own; the
 * clock of a partition is the newest event that was no older than its lateness when it was
 * received.
 *
 * @param received when each line was received, or the line before it, by number
 * @param late the numbers of the late lines
 */
record Lateness(Map<Integer, Long> received, Set<Integer> late) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Duration> USUAL =
      Map.of(
          TopicNames.DNS_QUERIES, Duration.ofMinutes(10),
          TopicNames.WEB_REQUESTS, Duration.ofMinutes(10),
          TopicNames.LIVESTREAM_SESSIONS, Duration.ofHours(1),
          TopicNames.PAYMENTS, Duration.ofHours(24),
          TopicNames.EXTERNAL_SIGNALS, Duration.ofDays(90));

  private record Sent(int number, String provider, long received, long happened) {}

  /**
   * The lateness of a topic's lines.
   *
   * @param partitions how many take turns; 0 for one of each provider
   * @param refused the numbers of lines that no job takes
   */
  static Lateness of(Path folder, String topic, int partitions, Set<Integer> refused)
      throws IOException {
    List<Sent> sent = new ArrayList<>();
    List<String> lines =
        Files.readAllLines(folder.resolve(topic + ".jsonl"), StandardCharsets.ISO_8859_1);
    long order = 0;
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = tree(lines.get(i));
      if (line.path("received_at").isIntegralNumber()) {
        order = line.get("received_at").longValue();
      }
      sent.add(
          new Sent(i, line.path("provider").asText(), order, line.path("event_time").asLong()));
    }
    sent.sort(Comparator.comparingLong(Sent::received));
    long lateness = USUAL.get(topic).toMillis();
    Map<String, Long> clocks = new HashMap<>();
    Map<Integer, Long> received = new HashMap<>();
    Set<Integer> late = new TreeSet<>();
    for (int i = 0; i < sent.size(); i++) {
      Sent one = sent.get(i);
      received.put(one.number(), one.received());
      if (refused.contains(one.number())) {
        continue;
      }
      String partition = partitions == 0 ? one.provider() : "" + i % partitions;
      if (one.happened() >= one.received() - lateness) {
        clocks.merge(partition, Math.min(one.happened(), one.received()), Math::max);
      }
      if (one.happened() < clocks.getOrDefault(partition, 0L) - lateness) {
        late.add(one.number());
      }
    }
    return new Lateness(received, late);
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}

package org.drey.local.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.TopicNames;
import org.drey.local.e2e.Replays;
import org.drey.local.e2e.Results;
import org.drey.local.e2e.Samples;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The strongest finding of a day counts, and with what it has grown to, wherever among the others
 * it comes: in a live job with default settings, which writes no findings, as in a replay.
 */
final class StrongestOfADayIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final int SHUFFLES = 20;

  /** Nothing is late, however the day is shuffled; all else is as by default. */
  private static final String CONFIGURATION = "streams: {livestream-sessions: {lateness: 24h}}";

  @TempDir Path folder;

  private final Map<String, List<ObjectNode>> lines = new TreeMap<>();

  /** The lines of one person, in the order in which they are received. */
  private final class Person {
    private final String subject;
    private final List<Runnable> inOrder = new ArrayList<>();
    private final List<Runnable> shuffled = new ArrayList<>();
    private Instant received = DAY.plus(Duration.ofHours(13));

    Person(String subject) {
      this.subject = subject;
      inOrder.add(
          () ->
              add(TopicNames.EXTERNAL_SIGNALS, 8, 0)
                  .put("entity_kind", "SUBJECT")
                  .put("entity", subject));
    }

    private ObjectNode add(String topic, int hour, int minute) {
      try {
        ObjectNode line = (ObjectNode) JSON.readTree(Samples.line(topic));
        List<ObjectNode> ofTopic = lines.computeIfAbsent(topic, t -> new ArrayList<>());
        line.put("event_id", topic + ofTopic.size());
        line.put("event_time", DAY.plus(Duration.ofMinutes(hour * 60L + minute)).toString());
        line.put("received_at", received.toString());
        received = received.plus(Duration.ofMinutes(1));
        ofTopic.add(line);
        return line;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private void payment(int hour, int minute) {
      ObjectNode line = add(TopicNames.PAYMENTS, hour, minute);
      line.put("subject", subject).put("payee", "payee-of-" + subject).put("amount_minor", 2500);
      line.put("currency", "GBP").put("payee_kind", "PERSON").put("status", "COMPLETED");
      line.put("channel", "P2P").put("relationship", "NONE").put("payer_age_band", "ADULT");
      line.putNull("payee_tenure_days").put("payer_country", "GB").put("payee_country", "GB");
    }

    private void session(String type, int hour, int minute, String assurance) {
      ObjectNode line = add(TopicNames.LIVESTREAM_SESSIONS, hour, minute);
      line.put("type", type).put("subject", subject).put("payout", "payee-of-" + subject);
      line.put("host", "host-of-" + subject).put("visibility", "PRIVATE").put("viewers", 9);
      line.put("monetised", false).put("host_age_assurance", assurance);
      line.put("host_utc_offset_minutes", 0).put("viewer_utc_offset_minutes", -420);
      line.put("viewer_age_assurance", "ADULT").putNull("device");
    }

    void write(Random random) {
      inOrder.forEach(Runnable::run);
      Collections.shuffle(shuffled, random);
      shuffled.forEach(Runnable::run);
    }
  }

  /** A payment before each of three sessions, of which the second has a child as its host. */
  private Person paysBeforeSessions(String subject) {
    Person person = new Person(subject);
    for (int hour = 10; hour <= 12; hour++) {
      int at = hour;
      person.shuffled.add(() -> person.payment(at, 0));
      person.shuffled.add(() -> person.session("JOINED", at, 10, hostOf(at)));
    }
    return person;
  }

  /** Sessions at night, of which that at eleven has a child as its host. */
  private Person watchesAtNight(String subject) {
    Person person = new Person(subject);
    for (int minute = 0; minute < 3; minute++) {
      int at = minute;
      person.inOrder.add(() -> person.session("LEFT", 8, at, "UNKNOWN"));
    }
    for (int hour = 9; hour <= 12; hour++) {
      int at = hour;
      person.shuffled.add(() -> person.session("LEFT", at, 0, hostOf(at)));
    }
    return person;
  }

  private static String hostOf(int hour) {
    return hour == 11 ? "CHILD" : "UNKNOWN";
  }

  @Test
  void itCountsInWhateverOrderTheDayComes() throws Exception {
    Random random = new Random(58);
    for (int i = 0; i < SHUFFLES; i++) {
      paysBeforeSessions("payer-" + i).write(random);
      watchesAtNight("viewer-" + i).write(random);
    }
    Path input = Files.createDirectory(folder.resolve("input"));
    for (Map.Entry<String, List<ObjectNode>> topic : lines.entrySet()) {
      Files.write(
          input.resolve(topic.getKey() + ".jsonl"),
          topic.getValue().stream().map(JsonNode::toString).toList());
    }
    Path file = Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
    DreyConfiguration configuration = DreyConfiguration.read(file);
    RuleSet rules = StreamRegistry.compile(RuleFile.catalogue(), configuration);
    Path rehearsed = folder.resolve("rehearsed");
    RehearsalRun.Settings settings =
        new RehearsalRun.Settings(
            input,
            rehearsed,
            rules,
            configuration,
            null,
            1,
            false,
            Duration.ofMinutes(1),
            1,
            1,
            0,
            1);
    new RehearsalRun(settings, progress -> {}).run();
    Path replayed = folder.resolve("replayed");
    Replays.run(rules, configuration, null, input, replayed);

    List<String> expected = alerts(replayed);
    assertEquals(2 * SHUFFLES, count(expected, "LNK-01") + count(expected, "LIV-03"));
    assertTrue(expected.stream().allMatch(alert -> alert.contains("\"severity\":4")));
    assertEquals(String.join("\n", expected), String.join("\n", alerts(rehearsed)));
  }

  private static long count(List<String> alerts, String indicator) {
    return alerts.stream().filter(alert -> alert.contains('"' + indicator + '"')).count();
  }

  private static List<String> alerts(Path results) throws IOException {
    return Results.notWithdrawn(Results.ofFile(results.resolve(TopicNames.ALERTS + ".jsonl")));
  }
}

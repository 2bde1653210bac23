package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.event.TopicNames;
import org.drey.streaming.fixture.Folder;
import org.drey.streaming.fixture.Replayed;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay of a folder with erasures, in Flink's batch mode. */
final class ErasureReplayIT {
  @TempDir private Path folder;

  /** A report about a person that opens an alert. */
  private static Sample report(String id, String person, int day) {
    return Sample.of(TopicNames.EXTERNAL_SIGNALS, id)
        .with("source_tier", "TRUSTED_FLAGGER")
        .with("entity_kind", "SUBJECT")
        .with("entity", person)
        .with("confidence", 1.0)
        .with("expires_at", null)
        .at(Duration.ofDays(day));
  }

  private static String erasure(String person, int day) {
    Instant time = Sample.START.plus(Duration.ofDays(day));
    return Sample.of(TopicNames.ERASURES, "unused")
        .with("erasure_time", time.toEpochMilli())
        .with("received_at", time.toEpochMilli())
        .with("entity", person)
        .line();
  }

  /** Two people who pay one payee each, three times, and are reported. */
  private static List<Sample> events() {
    List<Sample> events = new ArrayList<>();
    for (String person : List.of("anna", "bert")) {
      for (int day = 0; day < 3; day++) {
        String id = person + day;
        events.add(Sample.payment(id, person, "payee" + day).at(Duration.ofDays(day)));
      }
      events.add(report("r-" + person, person, 3));
    }
    return events;
  }

  private Replayed replay(List<Sample> events, String... erasures) throws Exception {
    Folder input = Folder.of(events);
    for (int i = 0; i < erasures.length; i++) {
      input = input.with(TopicNames.ERASURES, i, erasures[i]);
    }
    input.write(folder);
    return Replayed.run(SmallRules.COMPILED, DreyConfiguration.DEFAULT, null, folder, 2);
  }

  private static boolean names(Replayed replayed, String person) {
    return List.of("findings", "alerts", "shadow-alerts", "cases", "dead-letters").stream()
        .flatMap(name -> replayed.lines(name).stream())
        .anyMatch(line -> line.toString().contains("\"" + person + "\""));
  }

  @Test
  void oneWhoIsErasedIsInNoFileOfAlertsAndCases() throws Exception {
    assertTrue(names(replay(events()), "anna"), "there is something to erase");
    Replayed replayed = replay(events(), erasure("anna", 5), "{", erasure("stranger", 5));
    assertFalse(names(replayed, "anna"));
    assertTrue(names(replayed, "bert"));
    assertEquals(List.of("erasures 0-1 MALFORMED"), List.copyOf(replayed.refused()));
  }

  @Test
  void whatHappensAfterwardsCountsAsNew() throws Exception {
    List<Sample> events = events();
    events.add(report("again", "anna", 9));
    Replayed replayed = replay(events, erasure("anna", 5));
    List<String> findings =
        replayed.lines("alerts").stream()
            .filter(line -> line.get("entity").asText().equals("anna"))
            .map(line -> line.get("revision") + " " + line.get("findings").size())
            .toList();
    assertEquals(List.of("1 1"), findings);
  }
}

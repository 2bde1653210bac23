package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.event.TopicNames;
import org.drey.streaming.fixture.Folder;
import org.drey.streaming.fixture.Replayed;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a replay time passes up to the latest accepted event, whoever it is about. */
final class HorizonReplayIT {
  private static final Duration QUIET = Duration.ofDays(90);

  @TempDir private Path folder;

  /** A report that opens an alert. */
  private static Sample report(String person, Duration at) {
    return Sample.of(TopicNames.EXTERNAL_SIGNALS, "r-" + person)
        .with("source_tier", "TRUSTED_FLAGGER")
        .with("entity_kind", "SUBJECT")
        .with("entity", person)
        .with("confidence", 1.0)
        .with("expires_at", null)
        .at(at);
  }

  /** A query that no rule wants. */
  private static Sample query(String id, Duration at) {
    return Sample.query(id, "someone", "www.example.test").with("record_type", "MX").at(at);
  }

  private Map<String, String> states(List<Sample> events) throws Exception {
    Folder.of(events).shuffled().write(folder);
    Replayed replayed =
        Replayed.run(SmallRules.COMPILED, DreyConfiguration.DEFAULT, null, folder, 2);
    Map<String, String> states = new TreeMap<>();
    for (JsonNode line : replayed.lines("alerts")) {
      states.merge(line.get("entity").asText(), line.get("state").asText(), (a, b) -> a + " " + b);
    }
    return states;
  }

  @Test
  void moreThan90QuietDaysBeforeTheHorizonCloseAnAlert() throws Exception {
    Duration instant = Duration.ofMillis(1);
    assertEquals(
        Map.of("quiet", "OPEN CLOSED", "exactly", "OPEN", "late", "OPEN"),
        states(
            List.of(
                report("quiet", Duration.ZERO),
                report("exactly", instant),
                report("late", QUIET),
                query("last", QUIET.plus(instant)))));
  }

  @Test
  void whatIsRefusedIsNoHorizon() throws Exception {
    Sample ahead = query("ahead", QUIET.plusDays(9));
    assertEquals(
        Map.of("exactly", "OPEN"),
        states(
            List.of(
                report("exactly", Duration.ZERO),
                query("last", QUIET),
                ahead.with("received_at", Sample.START.plus(QUIET).toEpochMilli()),
                query("without its type", QUIET.plusDays(9)).with("record_type", 7))));
  }

  @Test
  void anAlertThatIsKeptNoLongerIsInNoFile() throws Exception {
    Duration later = Duration.ofDays(2 * 365 + 3);
    assertEquals(
        Map.of("late", "OPEN"),
        states(
            List.of(
                report("long ago", Duration.ZERO), report("late", later), query("last", later))));
  }
}

package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.explain.RecordedScore;
import org.drey.event.Alert;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.score.Score;

/** Alerts as the jobs have written them, of which the score is computed again. */
public final class ExplainedAlerts {
  private ExplainedAlerts() {}

  /** Fails unless what every line says gives its score, and every point of it. */
  public static void check(Path alerts) throws IOException {
    for (String line : Files.readAllLines(alerts)) {
      try {
        check(JsonLineReader.of(Alert.class).read(line.getBytes(StandardCharsets.UTF_8)).datum());
      } catch (InvalidRecordException e) {
        throw new AssertionError(line, e);
      }
    }
  }

  /** Fails unless what an alert says gives its score, and every point of it. */
  public static void check(Alert alert) {
    Score score = RecordedScore.of(alert).score();
    assertEquals(alert.getScore(), score.value(), alert::toString);
    List<String> recorded = new ArrayList<>();
    alert.getReasons().forEach(one -> recorded.add(one.getIndicator() + " " + one.getPoints()));
    alert.getOffsets().forEach(one -> recorded.add(one.getIndicator() + " " + one.getPoints()));
    alert.getGates().forEach(one -> recorded.add(one.getId() + " " + one.getPoints()));
    List<String> again = new ArrayList<>();
    score.reasons().forEach(one -> again.add(one.indicator() + " " + one.points()));
    score.offsets().forEach(one -> again.add(one.indicator() + " " + one.points()));
    score.gates().forEach(one -> again.add(one.id() + " " + one.points()));
    assertEquals(recorded, again, alert::toString);
    assertEquals(alert.getStreams(), score.streams(), alert::toString);
  }
}

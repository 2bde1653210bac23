package org.drey.alerts.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.Reason;
import org.drey.event.Track;
import org.drey.rules.score.Score;
import org.junit.jupiter.api.Test;

/** The score of a record, computed again. */
class RecordedScoreTest {
  @Test
  void theSampleExplainsItself() {
    Alert alert = TestAlerts.payer();
    Score score = RecordedScore.of(alert).score();
    assertEquals(alert.getScore(), score.value());
    assertEquals(
        alert.getReasons().stream().map(Reason::getPoints).toList(),
        score.reasons().stream().map(Score.Reason::points).toList());
    assertEquals(alert.getOffsets().get(0).getPoints(), score.offsets().get(0).points());
    assertEquals(alert.getGates().get(0).getPoints(), score.gates().get(0).points());
  }

  @Test
  void whatIsNotListedIsInTheRest() {
    Alert alert = TestAlerts.payer();
    alert.setTrack(Track.UNKNOWN); // newer than this program
    Reason first = alert.getReasons().get(0);
    first.setRest(first.getEntries().get(0).getStrength());
    first.setEntries(List.of());
    assertEquals(alert.getScore(), RecordedScore.of(alert).value());
  }

  @Test
  void aRecordThatDoesNotSayWhatItCountsHasNoScoreOfItsOwn() {
    Alert alert = TestAlerts.payer();
    alert.getReasons().forEach(reason -> reason.setMost(0.0));
    alert.getOffsets().forEach(offset -> offset.setFull(0.0));
    assertEquals(0, RecordedScore.of(alert).value());
  }
}

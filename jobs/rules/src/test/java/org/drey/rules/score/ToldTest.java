package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.compile.Track;
import org.drey.rules.score.AlertContent.Confidence;
import org.drey.rules.score.AlertContent.Priority;
import org.drey.rules.score.Told.Revision;
import org.drey.rules.score.Told.State;
import org.junit.jupiter.api.Test;

/** Which changes of an alert are revisions, and of which an analyst must be told. */
class ToldTest {
  private static final Told OPENED = next(Told.NOTHING, alert(1, 50, 0, 3, "PAYMENT"));

  private static AlertContent alert(
      int episode, double value, double hard, int severity, String... streams) {
    return alert(episode, true, value, hard, severity, streams);
  }

  private static AlertContent alert(
      int episode, boolean open, double value, double hard, int severity, String... streams) {
    Score score = new Score(value, hard, List.of(), List.of(), List.of(), List.of(streams));
    return new AlertContent(
        Track.PAYER,
        episode,
        open,
        score,
        value,
        severity,
        Priority.P3,
        Confidence.LOW,
        0,
        0,
        0,
        List.of(),
        List.of());
  }

  @Test
  void theDigestIsFixedForYears() {
    // Another Java or an empty new field must not have every open alert emitted again.
    assertEquals("333479c4965febe5754d7ba5ef65b2fd", alert(1, 50, 0, 3, "PAYMENT").digest());
  }

  private static Told next(Told told, AlertContent content) {
    return told.revise(content, false, 0).told();
  }

  private static boolean tells(Told told, AlertContent content) {
    return told.revise(content, false, 0).telling();
  }

  @Test
  void openingIsTold() {
    Revision revision = Told.NOTHING.revise(alert(1, 50, 0, 3, "PAYMENT"), false, 0);
    assertTrue(revision.telling());
    assertEquals(State.OPEN, revision.state());
    assertEquals(1, revision.told().revision());
  }

  @Test
  void whatIsSaidAlreadyIsNoRevision() {
    assertNull(OPENED.revise(alert(1, 50, 0, 3, "PAYMENT"), false, 0));
    assertNull(Told.NOTHING.revise(null, false, 0));
  }

  @Test
  void aSmallChangeIsARevisionThatNobodyIsToldOf() {
    Revision revision = OPENED.revise(alert(1, 59.9, 0, 3, "PAYMENT"), false, 0);
    assertFalse(revision.telling());
    assertEquals(2, revision.told().revision());
    assertEquals(50, revision.told().score());
  }

  @Test
  void tenPointsMoreThanLastToldAreTold() {
    assertTrue(tells(OPENED, alert(1, 60, 0, 3, "PAYMENT")));
    Told between = next(OPENED, alert(1, 55, 0, 3, "PAYMENT"));
    assertTrue(tells(between, alert(1, 60, 0, 3, "PAYMENT")));
    Told after = next(OPENED, alert(1, 60, 0, 3, "PAYMENT"));
    assertFalse(tells(after, alert(1, 69.9, 0, 3, "PAYMENT")));
  }

  @Test
  void tenPointsAreTenPointsAtEveryTenth() {
    for (int tenths = 500; tenths <= 900; tenths++) {
      Told told = next(Told.NOTHING, alert(1, tenths / 10.0, 0, 3, "PAYMENT"));
      AlertContent higher = alert(1, (tenths + 100) / 10.0, 0, 3, "PAYMENT");
      assertTrue(tells(told, higher), "from " + tenths / 10.0);
      AlertContent almost = alert(1, (tenths + 99) / 10.0, 0, 3, "PAYMENT");
      assertFalse(tells(told, almost), "almost, from " + tenths / 10.0);
    }
  }

  @Test
  void aNewStreamIsToldAndALostOneNot() {
    assertTrue(tells(OPENED, alert(1, 50, 0, 3, "LIVESTREAM", "PAYMENT")));
    assertFalse(tells(OPENED, alert(1, 50, 0, 3)));
  }

  @Test
  void newHardEvidenceIsTold() {
    assertTrue(tells(OPENED, alert(1, 50, 4, 3, "PAYMENT")));
    assertFalse(tells(OPENED, alert(1, 50, 3.9, 3, "PAYMENT")));
    Told hard = next(OPENED, alert(1, 50, 4, 3, "PAYMENT"));
    assertFalse(tells(hard, alert(1, 50, 5, 3, "PAYMENT")));
  }

  @Test
  void higherSeverityIsToldAndLowerNot() {
    assertTrue(tells(OPENED, alert(1, 50, 0, 4, "PAYMENT")));
    assertFalse(tells(OPENED, alert(1, 50, 0, 2, "PAYMENT")));
  }

  @Test
  void aNewEpisodeIsTold() {
    assertTrue(tells(OPENED, alert(2, 50, 0, 3, "PAYMENT")));
  }

  @Test
  void anEpisodeThatNeverOpenedIsWithdrawnOnceAndTold() {
    Revision revision = OPENED.revise(null, false, 0);
    assertEquals(State.WITHDRAWN, revision.state());
    assertTrue(revision.telling());
    assertNull(revision.content());
    assertNull(revision.told().revise(null, false, 0));
    assertTrue(tells(revision.told(), alert(1, 50, 0, 3, "PAYMENT")));
  }

  @Test
  void anEpisodeThatEndsIsClosedAndNobodyIsTold() {
    Revision byTime = OPENED.revise(alert(1, 50, 0, 3, "PAYMENT"), true, 0);
    assertEquals(State.CLOSED, byTime.state());
    assertFalse(byTime.telling());
    assertNull(byTime.told().revise(alert(1, 50, 0, 3, "PAYMENT"), true, 0));
    Revision byEntry = OPENED.revise(alert(1, false, 50, 0, 3, "PAYMENT"), false, 0);
    assertEquals(State.CLOSED, byEntry.state());
  }
}

package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.AlertContent.Confidence;
import org.drey.rules.score.AlertContent.Priority;
import org.drey.rules.score.LastRevision.State;
import org.junit.jupiter.api.Test;

/** Which changes of an alert are revisions, and of which an analyst must be notified. */
class LastRevisionTest {
  private static final LastRevision OPENED =
      next(LastRevision.NOTHING, alert(1, 50, 0, 3, "PAYMENT"));

  private static AlertContent alert(
      int episode, double value, double hard, int severity, String... streams) {
    return alert(episode, true, value, hard, severity, streams);
  }

  private static AlertContent alert(
      int episode, boolean open, double value, double hard, int severity, String... streams) {
    Score score =
        new Score(
            value,
            hard,
            List.of(),
            List.of(),
            List.of(),
            List.of(streams),
            List.of(),
            List.of(),
            false);
    return new AlertContent(
        AlertTrack.PAYER,
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
        List.of());
  }

  @Test
  void theDigestIsFixedForYears() {
    // Another Java or an empty new field must not have every open alert emitted again.
    assertEquals("333479c4965febe5754d7ba5ef65b2fd", alert(1, 50, 0, 3, "PAYMENT").digest());
  }

  private static LastRevision next(LastRevision lastRevision, AlertContent content) {
    return lastRevision.revise(content, VerdictSummary.NONE, false, 0);
  }

  private static boolean notifies(LastRevision lastRevision, AlertContent content) {
    return lastRevision.revise(content, VerdictSummary.NONE, false, 0).notifies();
  }

  @Test
  void openingIsReported() {
    LastRevision revision =
        LastRevision.NOTHING.revise(alert(1, 50, 0, 3, "PAYMENT"), VerdictSummary.NONE, false, 0);
    assertTrue(revision.notifies());
    assertEquals(State.OPEN, revision.state());
    assertEquals(1, revision.revision());
  }

  @Test
  void whatIsSaidAlreadyIsNoRevision() {
    assertNull(OPENED.revise(alert(1, 50, 0, 3, "PAYMENT"), VerdictSummary.NONE, false, 0));
    assertNull(LastRevision.NOTHING.revise(null, VerdictSummary.NONE, false, 0));
  }

  @Test
  void aSmallChangeIsARevisionThatNotifiesNoOne() {
    LastRevision revision =
        OPENED.revise(alert(1, 59.9, 0, 3, "PAYMENT"), VerdictSummary.NONE, false, 0);
    assertFalse(revision.notifies());
    assertEquals(2, revision.revision());
    assertEquals(50, revision.score());
  }

  @Test
  void tenPointsMoreThanLastReportedAreReported() {
    assertTrue(notifies(OPENED, alert(1, 60, 0, 3, "PAYMENT")));
    LastRevision between = next(OPENED, alert(1, 55, 0, 3, "PAYMENT"));
    assertTrue(notifies(between, alert(1, 60, 0, 3, "PAYMENT")));
    LastRevision after = next(OPENED, alert(1, 60, 0, 3, "PAYMENT"));
    assertFalse(notifies(after, alert(1, 69.9, 0, 3, "PAYMENT")));
  }

  @Test
  void tenPointsAreTenPointsAtEveryTenth() {
    for (int tenths = 500; tenths <= 900; tenths++) {
      LastRevision lastRevision =
          next(LastRevision.NOTHING, alert(1, tenths / 10.0, 0, 3, "PAYMENT"));
      AlertContent higher = alert(1, (tenths + 100) / 10.0, 0, 3, "PAYMENT");
      assertTrue(notifies(lastRevision, higher), "from " + tenths / 10.0);
      AlertContent almost = alert(1, (tenths + 99) / 10.0, 0, 3, "PAYMENT");
      assertFalse(notifies(lastRevision, almost), "almost, from " + tenths / 10.0);
    }
  }

  @Test
  void aNewStreamIsReportedAndALostOneNot() {
    assertTrue(notifies(OPENED, alert(1, 50, 0, 3, "LIVESTREAM", "PAYMENT")));
    assertFalse(notifies(OPENED, alert(1, 50, 0, 3)));
  }

  @Test
  void newHardEvidenceIsReported() {
    assertTrue(notifies(OPENED, alert(1, 50, 4, 3, "PAYMENT")));
    assertFalse(notifies(OPENED, alert(1, 50, 3.9, 3, "PAYMENT")));
    LastRevision hard = next(OPENED, alert(1, 50, 4, 3, "PAYMENT"));
    assertFalse(notifies(hard, alert(1, 50, 5, 3, "PAYMENT")));
  }

  @Test
  void higherSeverityIsReportedAndLowerNot() {
    assertTrue(notifies(OPENED, alert(1, 50, 0, 4, "PAYMENT")));
    assertFalse(notifies(OPENED, alert(1, 50, 0, 2, "PAYMENT")));
  }

  @Test
  void aNewEpisodeIsReported() {
    assertTrue(notifies(OPENED, alert(2, 50, 0, 3, "PAYMENT")));
  }

  @Test
  void anEpisodeThatNeverOpenedIsWithdrawnOnceAndReported() {
    LastRevision revision = OPENED.revise(null, VerdictSummary.NONE, false, 0);
    assertEquals(State.WITHDRAWN, revision.state());
    assertTrue(revision.notifies());
    assertNull(revision.revise(null, VerdictSummary.NONE, false, 0));
    assertTrue(notifies(revision, alert(1, 50, 0, 3, "PAYMENT")));
  }

  @Test
  void anEpisodeThatEndsIsClosedAndNotifiesNoOne() {
    LastRevision byTime =
        OPENED.revise(alert(1, 50, 0, 3, "PAYMENT"), VerdictSummary.NONE, true, 0);
    assertEquals(State.CLOSED, byTime.state());
    assertFalse(byTime.notifies());
    assertNull(byTime.revise(alert(1, 50, 0, 3, "PAYMENT"), VerdictSummary.NONE, true, 0));
    LastRevision byEntry =
        OPENED.revise(alert(1, false, 50, 0, 3, "PAYMENT"), VerdictSummary.NONE, false, 0);
    assertEquals(State.CLOSED, byEntry.state());
  }
}

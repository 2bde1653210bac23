package org.drey.console.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.drey.console.index.AlertIndex.Revision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What has become of an alert. */
final class ChangeTest {
  private static Revision revision(
      long revision, String state, double score, @Nullable String verdict, String indicators) {
    return new Revision(
        1,
        revision,
        revision,
        Instant.EPOCH,
        Instant.EPOCH,
        state,
        score,
        "ALERT",
        "P2",
        verdict,
        indicators,
        " PAYMENT ");
  }

  @Test
  void whatWasNotThereIsNew() {
    assertEquals(
        new Change(Change.Kind.NEW, "new"),
        Change.of(null, revision(1, "OPEN", 52.7, null, " PAY-01 ")));
  }

  @Test
  void tenPointsOrANewIndicatorMakeItStronger() {
    Revision before = revision(1, "OPEN", 52.7, null, " PAY-01 ");
    assertEquals(
        new Change(Change.Kind.STRONGER, "+10.1 points"),
        Change.of(before, revision(2, "OPEN", 62.8, null, " PAY-01 ")));
    assertEquals(
        new Change(Change.Kind.STRONGER, "+2.0 points, new: LNK-01"),
        Change.of(before, revision(2, "OPEN", 54.7, null, " LNK-01 PAY-01 ")));
    assertEquals(
        new Change(Change.Kind.CHANGED, "-3.0 points"),
        Change.of(before, revision(2, "OPEN", 49.7, null, " PAY-01 ")));
  }

  @Test
  void aStateThatChangedIsSaid() {
    Revision open = revision(1, "OPEN", 52.7, null, " PAY-01 ");
    Revision closed = revision(2, "CLOSED", 52.7, "UNFOUNDED", " PAY-01 ");
    assertEquals(new Change(Change.Kind.CLOSED, "closed: UNFOUNDED"), Change.of(open, closed));
    assertEquals(
        new Change(Change.Kind.REOPENED, "open again, it was closed"),
        Change.of(closed, revision(3, "OPEN", 52.7, "REOPENED", " PAY-01 ")));
    assertEquals(
        Change.Kind.WITHDRAWN, Change.of(open, revision(2, "WITHDRAWN", 0, null, " ")).kind());
  }

  @Test
  void whatTheTopicNoLongerHasIsNotGuessed() {
    assertEquals(
        Change.Kind.CHANGED,
        Change.of(null, revision(7, "CLOSED", 52.7, "UNFOUNDED", " PAY-01 ")).kind());
  }
}

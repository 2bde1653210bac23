package org.drey.console.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.drey.console.work.SeenContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What has become of an alert. */
final class AlertChangeTest {
  private static SeenContent revision(
      long revision, String state, double score, @Nullable String verdict, String indicators) {
    String closedBy = state.equals("CLOSED") ? verdict : null;
    return revision(revision, 1, state, score, verdict, closedBy, indicators);
  }

  private static SeenContent revision(
      long revision,
      long episode,
      String state,
      double score,
      @Nullable String verdict,
      @Nullable String closedBy,
      String indicators) {
    return new SeenContent(
        state,
        episode,
        score,
        "2",
        verdict,
        closedBy,
        revision,
        List.of(indicators.strip().split(" ")),
        List.of("PAYMENT"));
  }

  private static AlertChange change(@Nullable SeenContent before, SeenContent now) {
    return AlertChange.of(before, now, now.lastSeen());
  }

  @Test
  void ofAChildThereAreNoPoints() {
    SeenContent before = revision(1, "OPEN", 52.7, null, " SXV-01 ");
    assertEquals(
        new AlertChange(AlertChange.Kind.STRONGER, "new: SXV-03"),
        change(before, revision(2, "OPEN", 62.8, null, " SXV-01 SXV-03 ")).withoutPoints());
    assertEquals(
        new AlertChange(AlertChange.Kind.CHANGED, "changed"),
        change(before, revision(2, "OPEN", 53.8, null, " SXV-01 ")).withoutPoints());
  }

  @Test
  void whatWasNotThereIsNew() {
    assertEquals(
        new AlertChange(AlertChange.Kind.NEW, "new"),
        change(null, revision(1, "OPEN", 52.7, null, " PAY-01 ")));
  }

  @Test
  void tenPointsOrANewIndicatorMakeItStronger() {
    SeenContent before = revision(1, "OPEN", 52.7, null, " PAY-01 ");
    assertEquals(
        new AlertChange(AlertChange.Kind.STRONGER, "+10.1 points"),
        change(before, revision(2, "OPEN", 62.8, null, " PAY-01 ")));
    assertEquals(
        new AlertChange(AlertChange.Kind.STRONGER, "+2.0 points, new: LNK-01"),
        change(before, revision(2, "OPEN", 54.7, null, " LNK-01 PAY-01 ")));
    assertEquals(
        new AlertChange(AlertChange.Kind.CHANGED, "-3.0 points"),
        change(before, revision(2, "OPEN", 49.7, null, " PAY-01 ")));
  }

  @Test
  void aStateThatChangedIsSaid() {
    SeenContent open = revision(1, "OPEN", 52.7, null, " PAY-01 ");
    SeenContent closed = revision(2, "CLOSED", 52.7, "UNFOUNDED", " PAY-01 ");
    assertEquals(
        new AlertChange(AlertChange.Kind.CLOSED, "closed: UNFOUNDED"), change(open, closed));
    assertEquals(
        new AlertChange(AlertChange.Kind.REOPENED, "open again, it was closed"),
        change(closed, revision(3, "OPEN", 52.7, "REOPENED", " PAY-01 ")));
    assertEquals(
        AlertChange.Kind.WITHDRAWN, change(open, revision(2, "WITHDRAWN", 0, null, " ")).kind());
  }

  @Test
  void whatClosedItIsNotTheNewestVerdict() {
    SeenContent open = revision(1, "OPEN", 52.7, "NEEDS_MORE", " PAY-01 ");
    assertEquals(
        "closed by quiet",
        change(open, revision(2, 1, "CLOSED", 52.7, "NEEDS_MORE", null, " PAY-01 ")).words());
    SeenContent unfounded = revision(2, 1, "CLOSED", 52.7, "CONFIRMED", "UNFOUNDED", " PAY-01 ");
    assertEquals("closed: UNFOUNDED", change(open, unfounded).words());
    assertEquals(
        new AlertChange(AlertChange.Kind.CHANGED, "verdict: REOPENED"),
        change(unfounded, revision(3, 1, "CLOSED", 52.7, "REOPENED", "UNFOUNDED", " PAY-01 ")));
  }

  @Test
  void anotherEpisodeIsSaidAlsoIfTheStateIsTheSame() {
    SeenContent first = revision(1, 1, "CLOSED", 52.7, "UNFOUNDED", "UNFOUNDED", " PAY-01 ");
    assertEquals(
        new AlertChange(AlertChange.Kind.CLOSED, "closed by quiet"),
        change(first, revision(2, 2, "CLOSED", 52.7, "UNFOUNDED", null, " PAY-01 ")));
    assertEquals(
        new AlertChange(AlertChange.Kind.CLOSED, "closed: CONFIRMED"),
        change(
            revision(1, 1, "CLOSED", 52.7, null, null, " PAY-01 "),
            revision(2, 1, "CLOSED", 52.7, "CONFIRMED", "CONFIRMED", " PAY-01 ")));
    assertEquals(
        new AlertChange(AlertChange.Kind.REOPENED, "open again, it was closed in between"),
        change(
            revision(1, 1, "OPEN", 52.7, null, null, " PAY-01 "),
            revision(2, 2, "OPEN", 52.7, "UNFOUNDED", null, " PAY-01 ")));
  }

  @Test
  void whatTheTopicNoLongerHasIsNotGuessed() {
    assertEquals(
        AlertChange.Kind.CHANGED,
        change(null, revision(7, "CLOSED", 52.7, "UNFOUNDED", " PAY-01 ")).kind());
  }
}

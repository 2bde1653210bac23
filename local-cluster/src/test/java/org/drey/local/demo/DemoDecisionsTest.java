package org.drey.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Verdict;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.Test;

final class DemoDecisionsTest {
  private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");

  private final DemoDecisions decisions = new DemoDecisions();

  @Test
  void aVerdictIsTakenUpWhenARevisionHasIt() {
    decisions.given(verdict(VerdictType.CONFIRMED));
    decisions.alert(alert(AlertState.OPEN, null, NOON, 0));
    decisions.alert(alert(AlertState.CLOSED, null, NOON, 0));
    decisions.alert(alert(AlertState.CLOSED, "UNFOUNDED", NOON, 0));
    decisions.alert(alert(AlertState.CLOSED, "CONFIRMED", NOON.minusMillis(1), 0));
    assertEquals(0, decisions.takenUp());
    Alert openAgain = alert(AlertState.OPEN, null, NOON, 0);
    openAgain.setVerdict("CONFIRMED");
    decisions.alert(openAgain);
    decisions.alert(alert(AlertState.OPEN, null, NOON, 0));
    assertEquals(1, decisions.takenUp());
    assertEquals(1, decisions.given());
  }

  @Test
  void whoIsExplainedIsKeptQuietIfTheyWentOnAndAreStillClosed() {
    decisions.given(verdict(VerdictType.BENIGN_EXPLAINED));
    assertEquals(1, kept(alert(AlertState.CLOSED, "BENIGN_EXPLAINED", NOON, 3)));
    assertEquals(0, kept(alert(AlertState.CLOSED, "BENIGN_EXPLAINED", NOON, 0)));
    assertEquals(0, kept(alert(AlertState.OPEN, null, NOON, 3)));
    assertEquals(0, kept(alert(AlertState.CLOSED, null, NOON, 3)));
    decisions.given(verdict(VerdictType.UNFOUNDED));
    assertEquals(0, kept(alert(AlertState.CLOSED, "UNFOUNDED", NOON, 3)));
  }

  @Test
  void theNewestRevisionOfACaseCountsUntilItIsGone() {
    decisions.record(caseOf(2, "p"), 0);
    decisions.record(caseOf(1, "q"), 0);
    assertTrue(decisions.hasCaseOf("p"));
    assertFalse(decisions.hasCaseOf("q"));
    assertEquals(1, decisions.cases());
    decisions.gone("c");
    assertEquals(0, decisions.cases());
  }

  private long kept(Alert alert) {
    return decisions.keptQuiet(List.of(alert));
  }

  private static Case caseOf(long revision, String payee) {
    Case one = new Case();
    one.setCaseId("c");
    one.setEntityKind(EntityKind.PAYEE);
    one.setEntity(payee);
    one.setRevision(revision);
    return one;
  }

  private static Verdict verdict(VerdictType type) {
    Verdict verdict = new Verdict();
    verdict.setAlertId("a");
    verdict.setVerdict(type);
    verdict.setVerdictTime(NOON);
    return verdict;
  }

  private static Alert alert(AlertState state, String closedBy, Instant time, int suppressed) {
    Alert alert = new Alert();
    alert.setAlertId("a");
    alert.setState(state);
    alert.setClosedBy(closedBy);
    alert.setVerdict(closedBy);
    alert.setVerdictTime(time);
    alert.setSuppressed(suppressed);
    return alert;
  }
}

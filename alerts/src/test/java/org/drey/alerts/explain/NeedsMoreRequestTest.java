package org.drey.alerts.explain;

import static org.drey.alerts.TestAlerts.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.junit.jupiter.api.Test;

/** What an analyst has asked for stays visible on an open alert; a report of no confidence does. */
class NeedsMoreRequestTest {
  private static final RuleBook BOOK = new RuleBook(TestAlerts.RULES);
  private static final AlertLines WORDS = new AlertLines(BOOK);

  private static VerdictHistory asked(Alert alert, VerdictReason reason) {
    alert.setVerdict("NEEDS_MORE");
    alert.setVerdictTime(NOW);
    Verdict verdict = TestAlerts.verdict(alert, "v1", VerdictType.NEEDS_MORE, reason, NOW);
    return VerdictHistory.of(alert, List.of(verdict), TestAlerts.VERDICTS);
  }

  @Test
  void theListSaysWhoAsksForWhatAndThePageDoes() {
    VerdictHistory second = asked(TestAlerts.payer(), VerdictReason.SECOND_OPINION);
    assertEquals("a17 asks for a second opinion", AlertRow.of(second, BOOK).waiting());
    VerdictHistory data = asked(TestAlerts.payer(), VerdictReason.MORE_DATA);
    assertEquals("a17 asks for more data", AlertRow.of(data, BOOK).waiting());
    assertEquals(
        "Open. The newest verdict, NEEDS_MORE of a17, asks for more data.",
        new AlertStatus(data, NOW).sentences().get(0));
  }

  @Test
  void anAlertThatIsClosedSinceAsksForNothing() {
    Alert alert = TestAlerts.payer();
    alert.setState(AlertState.CLOSED);
    assertNull(NeedsMoreRequest.asked(asked(alert, VerdictReason.MORE_DATA)));
  }

  @Test
  void aReportOfNoConfidenceIsSaidAndIsNotMissing() {
    Alert alert = TestAlerts.payer();
    alert.setReasons(List.of());
    alert.setStreams(List.of());
    alert.setScore(0);
    assertEquals(
        "It was reported, and the source gives its report no confidence (0.00).",
        WORDS.strongest(alert));
    VerdictHistory history = VerdictHistory.of(alert, List.of(), TestAlerts.VERDICTS);
    String standing = new AlertStatus(history, NOW).sentences().toString();
    assertEquals(
        true, standing.contains("a report to which its source gives no confidence"), standing);
    alert.setFindings(List.of());
    assertEquals("", WORDS.strongest(alert));
  }
}

package org.drey.alerts.explain;

import static org.drey.alerts.TestAlerts.NOW;
import static org.drey.alerts.TestAlerts.reason;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.History;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Reason;
import org.drey.event.SignalDetails;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Why a reason brings less than its indicator can. */
class NotHigherTest {
  private static final RuleBook BOOK = new RuleBook(TestAlerts.RULES);

  private static String page(Alert alert) {
    History history = History.of(alert, List.of(), TestAlerts.VERDICTS);
    return String.join("\n", AlertView.of(history, List.of(), BOOK, NOW).notHigher());
  }

  private static void assertSays(String page, String what) {
    assertTrue(page.contains(what), () -> "expected '" + what + "' in:\n" + page);
  }

  @Test
  void aFamilyAtItsCapAndWeakReasonsAreSaid() {
    Alert alert = TestAlerts.of(Track.RECEIVER, "receiver-1");
    alert.setReasons(
        List.of(
            reason("paid_by_flagged_young_payers", 36, 3, "gte 2", "30d"),
            reason("new_account_many_senders", 26.6, 4, "gte 4", "7d")));
    String page = page(alert);
    assertSays(page, "SXM_LINK is at its cap: all that shows this kind of thing brings at most 36");
    assertSays(page, "SXM-03 brings 36.0 of 40: its kind of evidence is at its cap");
    assertSays(page, "SXM-01 brings 26.6 of 34: it grows with each further day of evidence");
  }

  @Test
  void aReportBringsWhatItsConfidenceAllows() {
    Alert alert = TestAlerts.of(Track.PAYER, "payer-1");
    // 68 × 0.9 × 0.97, at the minute of the report
    alert.setReasons(List.of(reason("trusted_flagger_report_subject", 59.4, 1, "", "")));
    var event = AlertEvent.newBuilder(alert.getEvents().get(0)).build();
    event.setPayment(null);
    event.setSignal(new SignalDetails("TRUSTED_FLAGGER", "reported_account", 0.97));
    event.setIndicators(List.of("EXT-01"));
    alert.setEvents(List.of(event));
    String page = page(alert);
    assertSays(
        page,
        "EXT-01 brings 59.4 of 68: the reporter's confidence is 0.97; one report brings at most"
            + " 61.2, one on a further day more.");
    assertFalse(page.contains("faded since"), page);
  }

  @Test
  void whatHasFadedIsNotSaidToGrow() {
    Alert alert = TestAlerts.payer();
    Reason faded = reason("fan_out_to_unrelated_people_month", 10, 4, "gte 3", "30d");
    faded.setFindings(List.of("f-1", "f-2", "f-3", "f-4", "f-5", "f-6"));
    alert.setReasons(List.of(faded));
    String page = page(alert);
    assertSays(page, "it has faded since: of each day's evidence half is left after ");
    assertFalse(page.contains("it grows with"), page);
  }

  @Test
  void theSecondOfItsKindIsSaidToCountLess() {
    Alert alert = TestAlerts.payer();
    alert.setReasons(
        List.of(
            reason("fan_out_to_unrelated_people_month", 17.6, 4, "gte 3", "30d"),
            reason("fan_out_to_unrelated_people_quarter", 10.6, 4, "gte 3", "90d")));
    alert.getReasons().get(1).setIndicator("PAY-05");
    String page = page(alert);
    assertSays(
        page, "PAY-04 brings 17.6 of 22: it grows with each further day of evidence, and so");
    assertSays(
        page,
        "PAY-05 brings 10.6 of 22: beside stronger evidence of its kind (PAYNET) it counts at most"
            + " 13.2; it grows");
  }
}

package org.drey.alerts.explain;

import static org.drey.alerts.TestAlerts.AS_OF;
import static org.drey.alerts.TestAlerts.NOW;
import static org.drey.alerts.TestAlerts.found;
import static org.drey.alerts.TestAlerts.reason;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.event.Alert;
import org.drey.event.Gate;
import org.drey.event.Reason;
import org.drey.event.ReasonEntry;
import org.drey.event.Track;
import org.drey.event.Unlisted;
import org.junit.jupiter.api.Test;

/** Why a reason brings less than its indicator can. */
class ScoreLimitsTest {
  private static final RuleBook BOOK = new RuleBook(TestAlerts.RULES);

  private static String page(Alert alert) {
    VerdictHistory history = VerdictHistory.of(alert, List.of(), TestAlerts.VERDICTS);
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
    alert.getReasons().get(0).setEntries(found(0.9, 0.9));
    alert.getReasons().get(1).setEntries(found(0.8));
    String page = page(alert);
    assertSays(page, "SXM_LINK is at its cap: all that shows this kind of thing brings at most 36");
    assertSays(page, "SXM-03 brings 36.0 of 40: its kind of evidence is at its cap");
    assertSays(page, "SXM-01 brings 27.2 of 34: it grows with each further day of evidence");
  }

  @Test
  void aReportBringsWhatItsConfidenceAllows() {
    Alert alert = TestAlerts.of(Track.PAYER, "payer-1");
    // at the minute of the report, of which its source is as sure as that
    alert.setReasons(List.of(reason("trusted_flagger_report_subject", 59.4, 1, "", "")));
    alert.getReasons().get(0).setEntries(found(0.9 * 0.97));
    alert.getReasons().get(0).setQuality(0.97);
    String page = page(alert);
    assertSays(
        page,
        "EXT-01 brings 59.4 of 68: the reporter's confidence is 0.97; one report brings at most"
            + " 61.2, one on a further day more; with one more now the score would be 66.9.");
    assertFalse(page.contains("faded since"), page);
  }

  @Test
  void whatCountsLessSaysWhy() {
    Alert alert = TestAlerts.payer();
    Reason half = reason("fan_out_to_unrelated_people_month", 8.8, 4, "gte 3", "30d");
    half.setEntries(
        List.of(
            new ReasonEntry(AS_OF, 0.4), new ReasonEntry(AS_OF.minus(Duration.ofDays(1)), 0.8)));
    half.setQuality(0.5);
    half.setCaveats(List.of("Nobody assured that the host is a child."));
    alert.setReasons(List.of(half));
    assertSays(
        page(alert), "its newest finding counts half: nobody assured that the host is a child;");
    VerdictHistory history = VerdictHistory.of(alert, List.of(), TestAlerts.VERDICTS);
    AlertView view = AlertView.of(history, List.of(), BOOK, NOW);
    assertTrue(
        view.reasons()
            .get(0)
            .sentences()
            .endsWith(" Counts half: nobody assured that the host is a child."));
  }

  @Test
  void whatHasFadedIsNotSaidToGrow() {
    Alert alert = TestAlerts.payer();
    Reason faded = reason("fan_out_to_unrelated_people_month", 10, 4, "gte 3", "30d");
    faded.setEntries(
        Collections.nCopies(6, new ReasonEntry(AS_OF.minus(Duration.ofDays(100)), 0.8)));
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
    alert.getReasons().get(0).setEntries(found(0.8));
    alert.getReasons().get(1).setEntries(found(0.8));
    alert.getReasons().get(1).setIndicator("PAY-05");
    String page = page(alert);
    assertSays(
        page, "PAY-04 brings 17.6 of 22: it grows with each further day of evidence, and so");
    assertSays(
        page,
        "PAY-05 brings 10.6 of 22: beside stronger evidence of its kind (PAYNET) it counts at most"
            + " 13.2; it grows");
  }

  @Test
  void aReportOfNoConfidenceWasFound() {
    Alert alert = TestAlerts.of(Track.PAYER, "payer-1");
    Reason report = reason("trusted_flagger_report_subject", 0, 1, "", "");
    report.setQuality(0.0);
    alert.setReasons(List.of());
    alert.setUnlisted(new Unlisted(List.of(report), List.of(), false));
    String page = page(alert);
    assertSays(page, "EXT-01 brings 0.0 of 68: the reporter's confidence is 0.00; ");
    assertFalse(page.contains("faded: Trusted flagger"), page);
  }

  @Test
  void whatAGateHoldsIsSaid() {
    Alert alert = TestAlerts.payer(); // of five kinds of one source: 76, and 4 speak against it
    assertSays(page(alert), "one kind of source (ONE_STREAM). Without that it would be at 72.0.");
    alert.getUnlisted().setHeld(true);
    alert.setGates(List.of(new Gate("VICTIM_HOLD", -43.0)));
    alert.setScore(29);
    assertSays(page(alert), "(VICTIM_HOLD). Without that it would be at 69.0.");
  }
}

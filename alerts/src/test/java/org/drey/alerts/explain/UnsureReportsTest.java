package org.drey.alerts.explain;

import static org.drey.alerts.TestAlerts.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.Band;
import org.drey.event.Confidence;
import org.drey.event.EntityKind;
import org.drey.event.Reason;
import org.drey.event.SignalDetails;
import org.drey.event.Track;
import org.drey.event.Unlisted;
import org.drey.rules.compile.RuleHead;
import org.junit.jupiter.api.Test;

/** A report says who reported what, and is never said to be surer than its source says. */
class UnsureReportsTest {
  private static final RuleBook BOOK = new RuleBook(TestAlerts.RULES);
  private static final String SENTENCE =
      "A hotline or another trusted flagger reported this merchant, without confidence (its source"
          + " gives 0.00).";

  private static Reason report(double points, double quality) {
    RuleHead rule =
        TestAlerts.RULES.heads().stream()
            .filter(one -> one.title().equals("Trusted flagger reported this merchant"))
            .findFirst()
            .orElseThrow();
    Reason reason = TestAlerts.reason(rule.name(), points, 1, "", "");
    reason.setRuleId(rule.id());
    reason.setQuality(quality);
    return reason;
  }

  /** As the job writes it: the report adds nothing, so neither it nor its event is listed. */
  private static Alert unsure() {
    Alert alert = TestAlerts.of(Track.ENTITY, "mer-fd5930547d01");
    alert.setEntityKind(EntityKind.MERCHANT);
    alert.setReasons(List.of());
    alert.setOffsets(List.of());
    alert.setGates(List.of());
    alert.setEvents(List.of());
    alert.setStreams(List.of());
    alert.setScore(0);
    alert.setBand(Band.NONE);
    alert.setConfidence(Confidence.LOW);
    alert.setUnlisted(new Unlisted(List.of(report(0, 0)), List.of(), false));
    return alert;
  }

  private static Alert sure(double confidence) {
    Alert alert = unsure();
    alert.setReasons(List.of(report(68 * confidence, confidence)));
    alert.setStreams(List.of("SIGNAL"));
    alert.setConfidence(Confidence.HIGH);
    alert.setUnlisted(new Unlisted(List.of(), List.of(), false));
    AlertEvent event = TestAlerts.payer().getEvents().get(0);
    event.setTopic("external-signals");
    event.setPayment(null);
    event.setIndicators(List.of("EXT-01"));
    event.setSignal(new SignalDetails("TRUSTED_FLAGGER", "reported_account", confidence));
    alert.setEvents(List.of(event));
    return alert;
  }

  private static AlertView view(Alert alert) {
    VerdictHistory history = VerdictHistory.of(alert, List.of(), TestAlerts.VERDICTS);
    return AlertView.of(history, List.of(), BOOK, NOW);
  }

  private static String page(Alert alert) {
    AlertPage.Layout layout = new AlertPage.Layout(80, false, false, "decide");
    return String.join(" ", AlertPage.lines(view(alert), layout)).replaceAll("\\s+", " ");
  }

  @Test
  void theListSaysWhoReportedWhat() {
    AlertRow row = AlertRow.of(unsure(), BOOK);
    assertEquals(SENTENCE, row.gist());
    assertEquals(SENTENCE, row.strongest());
  }

  @Test
  void thePageSaysItFirstAndAsAReason() {
    AlertView view = view(unsure());
    assertEquals(List.of(SENTENCE), view.story().facts());
    assertEquals(SENTENCE, view.reasons().get(0).sentence());
    String page = page(unsure());
    assertTrue(
        page.contains("COURSE OF EVENTS A merchant, no person: mer-fd5930547d01. " + SENTENCE),
        page);
    assertTrue(page.contains("WHY IT IS HERE - " + SENTENCE), page);
    assertTrue(page.contains("Wrong identifier? (EXT-01)"), page);
    assertFalse(page.contains("THE SCORE"), page);
    assertFalse(page.contains("and reports from outside: nothing was found there"), page);
  }

  @Test
  void ofAnAlertWithPointsNothingOfThatIsSaid() {
    assertEquals("", UnsureReports.sentence(sure(0.5), BOOK));
    assertFalse(page(sure(0.5)).contains("without confidence"));
  }

  @Test
  void confidenceByReportsAloneIsThatOfTheirSource() {
    String page = page(sure(0.5));
    assertTrue(page.contains("confidence 0.50 by its source: it rests on reports"), page);
    assertFalse(page.contains("confidence high"), page);
    assertTrue(AlertLines.head(sure(0.3)).contains(", confidence 0.30 by its source"));
  }

  @Test
  void whatThreeSourcesAgreeOnIsSureByThemselves() {
    Alert alert = sure(0.5);
    alert.setStreams(List.of("LIVESTREAM", "PAYMENT", "SIGNAL"));
    assertEquals("high", ConfidenceWords.of(alert));
    Alert other = sure(0.5);
    Reason hard = report(30, 1);
    hard.setIndicator("LIV-10");
    hard.setStreams(List.of("LIVESTREAM"));
    other.setReasons(List.of(hard));
    assertEquals("high", ConfidenceWords.of(other));
  }

  @Test
  void aTokenOfALaterKeyMayHideWhatWasBefore() {
    Alert alert = TestAlerts.payer();
    assertFalse(view(alert).unknown().toString().contains("key version"));
    alert.setKeyVersion(2);
    assertTrue(
        view(alert)
            .unknown()
            .contains(
                "Its token is of key version 2: what was seen of the same person before that key"
                    + " began has another token, and may be a separate alert."));
  }
}

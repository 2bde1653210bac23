package org.drey.local.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.local.compare.AlertChange.Kind;
import org.drey.local.compare.RulesComparison.AlertDifference;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts with two rule sets: who is gained, lost and moved, why, and what an author expects. */
final class RulesComparisonTest {
  private static final Instant DAY = Instant.parse("2026-03-02T10:00:00Z");
  private static final String HOSTILE = "<script>alert(1)</script>";

  private static AlertOutcome alert(
      String id, double score, Band band, Priority priority, Instant opened, String gist) {
    return new AlertOutcome(
        id,
        Track.PAYER,
        AlertState.OPEN,
        score,
        band,
        band,
        priority,
        opened,
        gist,
        Map.of("PAY-04", score - 10, "PAY-01", 10.0),
        Map.of("rule-4", score - 10, "rule-1", 10.0));
  }

  private static AlertOutcome alert(String id, double score) {
    return alert(id, score, Band.ALERT, Priority.P2, DAY, "gist of " + id);
  }

  private static final Map<String, AlertOutcome> BEFORE =
      Map.of(
          "staying-1", alert("staying-1", 60),
          "lost-0001", alert("lost-0001", 55),
          "moved-001", alert("moved-001", 88, Band.CRITICAL, Priority.P1, DAY, HOSTILE));
  private static final Map<String, AlertOutcome> AFTER =
      Map.of(
          "staying-1", alert("staying-1", 60),
          "gained-01", alert("gained-01", 51),
          "moved-001",
              alert("moved-001", 66, Band.ALERT, Priority.P2, DAY.plusSeconds(60), HOSTILE));

  private static AlertDifference difference() {
    return AlertDifference.of(
        BEFORE, AFTER, Map.of("lost-0001", "CONFIRMED", "gained-01", "UNFOUNDED"));
  }

  @Test
  void whoIsGainedLostAndMovedIsCountedAndTheLargestDifferenceComesFirst() {
    AlertDifference alerts = difference();
    assertEquals(3, alerts.before());
    assertEquals(3, alerts.after());
    assertEquals(
        List.of("lost-0001", "gained-01", "moved-001"),
        alerts.changed().stream().map(change -> change.either().alertId()).toList());
    assertEquals(
        Map.of(
            Kind.GAINED, 1,
            Kind.LOST, 1,
            Kind.LOWER_BAND, 1,
            Kind.LESS_URGENT, 1,
            Kind.LATER, 1,
            Kind.SCORE, 1),
        alerts.counts());
    assertEquals(alerts.counts(), alerts.tracks().get(0).counts());
    assertEquals("CONFIRMED", alerts.of(Kind.LOST).get(0).verdict());
  }

  @Test
  void theOtherWayRoundEachDifferenceIsTheOpposite() {
    AlertDifference alerts = AlertDifference.of(AFTER, BEFORE, Map.of());
    assertEquals(
        Set.of(Kind.HIGHER_BAND, Kind.MORE_URGENT, Kind.EARLIER, Kind.SCORE),
        alerts.changed().get(2).kinds());
    assertEquals(22, alerts.changed().get(2).difference(), 0.001);
  }

  @Test
  void thePointsThatDifferAddUpToTheDifference() {
    AlertChange moved = difference().of(Kind.LOWER_BAND).get(0);
    assertEquals(List.of(new AlertChange.Points("PAY-04", 78, 56)), moved.why());
    AlertChange lost = difference().of(Kind.LOST).get(0);
    assertEquals(
        lost.difference(),
        lost.why().stream().mapToDouble(AlertChange.Points::difference).sum(),
        0.001);
  }

  @Test
  void theSameAlertsAreNoDifference() {
    AlertDifference same = AlertDifference.of(BEFORE, BEFORE, Map.of());
    assertEquals(List.of(), same.changed());
    assertEquals(
        List.of(), expected("gained: {at_most: 0}\nlost: {at_most: 0}").broken(same, Set.of()));
  }

  private static ExpectedDifferences expected(String yaml) {
    return ExpectedDifferences.of(YamlNode.parse("expect.yaml", yaml));
  }

  @ParameterizedTest
  @CsvSource({
    "gained: {at_most: 1}, ''",
    "gained: {at_most: 0}, 'gained: 1, expected at most 0'",
    "lower_band: {at_most: 0}, 'lower band: 1, expected at most 0'",
    "later: {at_most: 1}, ''",
    "lost: {none_of: [staying-1]}, ''",
    "lost: {none_of: [lost-000]}, 'alert lost-000 lost, expected to stay'",
    "lost: {none_of: nowhere-1}, 'alert nowhere-1 is expected to stay, and the old rules have no such alert'",
    "lost: {verdicts: {CONFIRMED: 0}}, 'lost with the verdict CONFIRMED: 1, expected at most 0'",
    "lost: {verdicts: {UNFOUNDED: 0}}, ''",
  })
  void whatIsOtherwiseThanExpectedIsSaid(String yaml, String broken) {
    assertEquals(
        broken.isEmpty() ? List.of() : List.of(broken),
        expected(yaml).broken(difference(), BEFORE.keySet()));
  }

  @ParameterizedTest
  @CsvSource({
    "gaind: {at_most: 1}, gained",
    "gained: {at_most: -1}, whole number from 0",
    "gained: {none_of: [lost-0001]}, at_most",
    "lost: {none_of: [lost]}, eight or more",
    "lost: {verdicts: {CONFIRM: 0}}, CONFIRMED",
  })
  void anExpectationThatCannotBeMeantIsRefused(String yaml, String hint) {
    String message = assertThrows(ProblemException.class, () -> expected(yaml)).getMessage();
    assertTrue(message.contains("expect.yaml:1") && message.contains(hint), message);
  }

  private static RulesComparison comparison() {
    return new RulesComparison(
        "0123456789abcdef0123",
        "fedcba98765432100123",
        List.of(),
        difference(),
        AlertDifference.of(Map.of(), Map.of(), Map.of()),
        List.of());
  }

  @Test
  void theTextNamesTheCountsTheReasonsAndTheVerdicts() {
    String text = ComparisonText.of(comparison());
    assertTrue(text.contains("Alerts: 3 -> 3; 1 gained, 1 lost, 1 lower band"), text);
    assertTrue(text.contains("analysts decided of those lost: CONFIRMED 1"), text);
    assertTrue(text.contains("88.0 CRITICAL P1 -> 66.0 ALERT P2"), text);
    assertTrue(text.contains("opened later (2026-03-02 10:00 -> 2026-03-02 10:01)"), text);
    assertTrue(text.contains("PAY-04 -22.0 (78.0 -> 56.0)"), text);
    assertTrue(text.contains("Shadow alerts: 0, the same with both"), text);
  }

  @Test
  void onThePageATextOfARecordIsNeverMarkup() {
    String page = ComparisonText.page(comparison(), List.of("gained: " + HOSTILE));
    assertFalse(page.contains("<script"), page);
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
    assertTrue(page.contains("Not as expected"), page);
  }

  @Test
  void theDocumentHasWhatTheTextSays() {
    String json = JsonOutput.document(comparison());
    assertTrue(
        json.contains("\"kinds\" : [ \"LOWER_BAND\", \"LESS_URGENT\", \"LATER\", \"SCORE\" ]"),
        json);
    assertTrue(json.contains("\"difference\" : -22.0"), json);
    assertTrue(json.contains("\"opened_at\" : \"2026-03-02T10:00:00Z\""), json);
  }
}

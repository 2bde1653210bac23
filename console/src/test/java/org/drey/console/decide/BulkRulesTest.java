package org.drey.console.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.console.ConsoleAlerts;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Which alerts are alike. */
final class BulkRulesTest {
  private final Alert one = ConsoleAlerts.of(Track.PAYER, "p1");
  private final Alert same = ConsoleAlerts.of(Track.PAYER, "p2");
  private final Alert other = other();

  private static Alert other() {
    Alert other = ConsoleAlerts.of(Track.PAYER, "p3");
    other.getReasons().get(0).setIndicator("ANOTHER-01");
    return other;
  }

  private static String refusal(Map<String, String> caseOf, Alert... alerts) {
    return BulkRules.refusal(List.of(alerts), caseOf).orElse("");
  }

  @Test
  void alikeAreThoseOfTheSameIndicatorsOrOfOneCase() {
    assertEquals("", refusal(Map.of(), one, same));
    String words = refusal(Map.of(), one, other);
    assertTrue(words.startsWith("They are not alike: "), words);
    String id = one.getAlertId();
    assertEquals(words, refusal(Map.of(id, "case-1"), one, other), "the other is in none");
    assertEquals(words, refusal(Map.of(id, "case-1", other.getAlertId(), "case-2"), one, other));
    assertEquals("", refusal(Map.of(id, "case-1", other.getAlertId(), "case-1"), one, other));
  }

  @Test
  void whoPaysAssuredChildrenIsDecidedAloneAndLikeNoneWhoPaysOthers() {
    Alert child = ConsoleAlerts.onSoftEvidence(ConsoleAlerts.withHost(one, "CHILD"));
    Alert adult = ConsoleAlerts.onSoftEvidence(ConsoleAlerts.withHost(same, "ADULT"));
    String words = refusal(Map.of(), child, adult);
    assertTrue(words.endsWith("known of the age of their hosts."), words);
    BulkRules bulk = new BulkRules(ConsoleAlerts.VERDICTS);
    assertEquals(Optional.of("hosts are assured to be children"), bulk.alone(history(child)));
    assertEquals(Optional.empty(), bulk.alone(history(adult)));
    DecisionForm form = DecisionForm.of(Map.of("choice", List.of("UNFOUNDED|NO_PATTERN")));
    assertThrows(DecisionProcess.NotNowException.class, () -> bulk.check(history(child), form));
  }

  private static VerdictHistory history(Alert alert) {
    return VerdictHistory.of(alert, List.of(), ConsoleAlerts.VERDICTS);
  }

  @Test
  void tracksAreNotMixedAndThereIsAnEnd() {
    Alert paid = ConsoleAlerts.of(Track.FACILITATOR, "account");
    assertTrue(refusal(Map.of(), one, paid).startsWith("They are of different tracks"));
    assertEquals(
        Optional.of("At most 50 at once; 51 were selected."),
        BulkRules.refusal(Collections.nCopies(51, one), Map.of()));
    assertEquals(Optional.of("Nothing was selected."), BulkRules.refusal(List.of(), Map.of()));
  }
}

package org.drey.alerts.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.explain.AlertPage;
import org.drey.alerts.explain.AlertView;
import org.drey.alerts.explain.RuleBook;
import org.drey.alerts.story.StoryEvents;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;

/** Alerts about those who pay or watch hosts who are assured to be children. */
final class ChildrenWhoHostTest {
  private final VerdictHistory history =
      VerdictHistory.of(
          StoryEvents.withHosts("CHILD", StoryEvents.joined(0, "host-1")),
          List.of(),
          TestAlerts.VERDICTS);

  private CheckedVerdict decided(VerdictType type, String reason) throws RefusedException {
    return CheckedVerdict.of(
        history,
        new VerdictRequest(type, reason, List.of(), null, null, null, "a17", null, null),
        TestAlerts.VERDICTS,
        List.of(),
        TestAlerts.NOW,
        DecisionChannel.TERMINAL);
  }

  @Test
  void whatClearsWhoeverPaysThemSaysSoFirstAndAsksOnceMore() throws RefusedException {
    for (String reason : List.of("LICENSED_SERVICE", "LESSONS_VERIFIED", "OTHER_VERIFIED")) {
      CheckedVerdict decision = decided(VerdictType.BENIGN_EXPLAINED, reason);
      String first = decision.effects().get(0);
      assertTrue(first.startsWith("The hosts here are assured to be children"), first);
      RefusedException refused =
          assertThrows(
              RefusedException.class,
              () -> decision.demandNamed(null, false, DecisionChannel.TERMINAL));
      assertTrue(refused.getMessage().endsWith("--also-child."), refused.getMessage());
      decision.demandNamed(null, true, DecisionChannel.TERMINAL);
    }
  }

  @Test
  void whatConfirmsItSaysSoAndAsksNothing() throws RefusedException {
    CheckedVerdict confirmed = decided(VerdictType.CONFIRMED, "REPORTED");
    String first = confirmed.effects().get(0);
    assertEquals("The hosts here are assured to be children, by age assurance.", first);
    confirmed.demandNamed(null, false, DecisionChannel.TERMINAL);
  }

  @Test
  void thePageBeginsWithThem() {
    AlertView view =
        AlertView.of(history, List.of(), new RuleBook(TestAlerts.RULES), TestAlerts.NOW);
    String first = AlertPage.lines(view, new AlertPage.Layout(90, false, false, "decide")).get(0);
    assertTrue(first.startsWith("The hosts here are assured to be children"), first);
  }
}

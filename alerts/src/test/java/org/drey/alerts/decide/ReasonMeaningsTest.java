package org.drey.alerts.decide;

import static org.drey.alerts.TestAlerts.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.alerts.TestAlerts;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows from a verdict's reason is said, and what it needs is asked for. */
class ReasonMeaningsTest {
  private static CheckedVerdict duplicate(@Nullable String of) throws RefusedException {
    VerdictRequest wish =
        new VerdictRequest(
            VerdictType.DUPLICATE, "SAME_AS_CASE", List.of(), null, null, null, "a17", null, of);
    return CheckedVerdict.of(
        VerdictHistory.of(TestAlerts.payer(), List.of(), TestAlerts.VERDICTS),
        wish,
        VerdictRules.of(TestAlerts.RULES, SecondEyes.UNKNOWN),
        List.of(),
        NOW,
        DecisionChannel.TERMINAL);
  }

  @Test
  void aDuplicateSaysWhatHasItAlready() throws RefusedException {
    String said = assertThrows(RefusedException.class, () -> duplicate(null)).getMessage();
    assertTrue(
        said.contains("DUPLICATE says which alert or case has it already: --same-as ID."), said);
    assertEquals("case c", duplicate("case c").verdict().getNoteRef());
  }

  @Test
  void eachReasonSaysWhatFollowsFromIt() {
    for (VerdictType type : VerdictType.values()) {
      for (AlertTrack track : AlertTrack.values()) {
        for (String reason : type.reasons(track)) {
          String meaning = ReasonMeanings.of(type, reason);
          assertFalse(meaning.isBlank() || meaning.contains("newer"), type + " " + reason);
        }
      }
    }
  }
}

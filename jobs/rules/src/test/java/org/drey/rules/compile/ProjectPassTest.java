package org.drey.rules.compile;

import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.drey.rules.compile.CompileTest.count;
import static org.drey.rules.compile.CompileTest.temporal;
import static org.drey.rules.compile.Passes.assertProblems;
import static org.drey.rules.compile.Passes.linking;
import static org.drey.rules.compile.Passes.projecting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;

/** The third pass: which values travel. */
class ProjectPassTest {
  @Test
  void aRuleCarriesWhatAnyRuleBuiltOnItNeeds() {
    String[] documents = {
      PAYMENT, count("a", "payment", "subject"), count("b", "a", "payee, subject")
    };
    ValueProjection projection = projecting(documents).orThrow();
    List<LinkedRule> rules = linking(documents).orThrow();
    assertEquals(List.of("payee", "subject"), projection.needed(rules.get(0)));
    assertEquals(List.of("payee", "subject"), projection.needed(rules.get(1)));
    assertEquals(List.of(), projection.needed(rules.get(2)));
    assertEquals(List.of("payee", "subject"), projection.carried());
    assertEquals(1, projection.slot("subject"));
  }

  @Test
  void onlyWhatCanCompleteAFindingHandsOnItsOtherFields() {
    String[] documents = {
      PAYMENT,
      SESSION,
      temporal("t", "payment, session", "subject").replace("temporal", "temporal_ordered"),
      count("c", "t", "subject, host")
    };
    ValueProjection projection = projecting(documents).orThrow();
    List<LinkedRule> rules = linking(documents).orThrow();
    assertEquals(List.of("subject"), projection.needed(Passes.rule(rules, "payment")));
    assertEquals(List.of("host", "subject"), projection.needed(Passes.rule(rules, "session")));
  }

  @Test
  void aTokenWhoseKindVariesTravelsWithItsKind() {
    ValueProjection projection =
        projecting(TestRules.every("s", "signal", "entity"), count("c", "s", "entity")).orThrow();
    assertEquals(List.of("entity", "entity_kind"), projection.carried());
  }

  @Test
  void aValueThatDoesNotTravelHasNoPlace() {
    ValueProjection projection = projecting(PAYMENT, count("c", "payment", "subject")).orThrow();
    assertTrue(projection.carries("subject"));
    String message =
        assertThrows(IllegalStateException.class, () -> projection.slot("payee")).getMessage();
    assertEquals("'payee' does not travel; [subject] do", message);
  }

  @Test
  void eachRuleThatAsksForWhatIsNotThereIsAProblem() {
    assertProblems(
        projecting(PAYMENT, SESSION, count("c", "payment", "host"), count("d", "session", "mcc")),
        "livestream-sessions, which 'session' reads, has no field 'mcc'",
        "payments, which 'payment' reads, has no field 'host'");
  }
}

package org.drey.rules.compile;

import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.drey.rules.compile.CompileTest.count;
import static org.drey.rules.compile.CompileTest.temporal;
import static org.drey.rules.compile.Passes.assertProblems;
import static org.drey.rules.compile.Passes.planning;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;

/** The fourth pass: where rules are evaluated, whom they score, when they settle. */
class PlanPassTest {
  private static String scoring(String entity) {
    String[] rest = {"points: 1", "strength: 1", "half_life: 1d", "family: PAYNET"};
    return TestRules.drey("X-1", "entity", entity, rest);
  }

  @Test
  void aRuleThatScoresNoOneHasNoEntity() {
    List<PlannedRule> rules = planning(PAYMENT, count("c", "payment", "subject")).orThrow();
    assertNull(((PlannedRule.Detection) rules.get(0)).entity());
    assertNull(((PlannedRule.Correlation) rules.get(1)).scored());
  }

  @Test
  void aScoredRuleNamesAFieldOfItsStreamOrOfItsGroup() {
    List<PlannedRule> rules =
        planning(
                PAYMENT + scoring("device"),
                count("c", "payment", "subject, merchant") + scoring("merchant"))
            .orThrow();
    assertEquals("device", ((PlannedRule.Detection) rules.get(0)).entity().name());
    assertEquals(1, ((PlannedRule.Correlation) rules.get(1)).scored());
    assertEquals("subject", ((PlannedRule.Correlation) rules.get(1)).place().name());
  }

  @Test
  void everyRuleThatScoresNoEntityIsAProblem() {
    assertProblems(
        planning(
            PAYMENT + scoring("currency"),
            count("c", "payment", "subject") + scoring("payee"),
            count("d", "payment", "payee_country") + scoring("payee_country")),
        "entity 'currency': payments has no entity of that name",
        "entity 'payee': the entity of a correlation is one of its group-by fields",
        "entity 'payee_country': the field names no entity");
  }

  @Test
  void aRuleWaitsForTheSlowestOfItsStreamsAndForRulesThatWait() {
    List<PlannedRule> rules =
        planning(
                PAYMENT,
                SESSION,
                count("atMost", "session", "subject").replace("gte: 2", "lte: 2"),
                temporal("t", "payment, session", "subject"),
                count("c", "atMost", "subject"),
                temporal("both", "c, t", "subject"))
            .orThrow();
    long hour = 3_600_000;
    assertEquals(
        List.of(24 * hour, hour, hour, 24 * hour, 2 * hour, 25 * hour),
        rules.stream().map(rule -> rule.terms().settleMillis()).toList());
    assertEquals(List.of("LIVESTREAM", "PAYMENT"), rules.get(5).terms().sources());
  }

  @Test
  void aBuildingBlockYieldsNothingUnlessAUserSaysSo() {
    List<PlannedRule> rules =
        planning(
                PAYMENT,
                SESSION,
                count("c", "payment", "subject"),
                count("d", "session", "subject").replace("  gte", "  gte: 3\n  generate: true\n#"))
            .orThrow();
    assertEquals(
        List.of(false, true, true, true),
        rules.stream().map(rule -> rule.terms().yields()).toList());
  }
}

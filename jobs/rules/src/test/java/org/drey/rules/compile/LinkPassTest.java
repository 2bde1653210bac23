package org.drey.rules.compile;

import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.drey.rules.compile.CompileTest.count;
import static org.drey.rules.compile.CompileTest.temporal;
import static org.drey.rules.compile.Passes.assertProblems;
import static org.drey.rules.compile.Passes.linking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The second pass: references and the order of rules. */
class LinkPassTest {
  @Test
  void detectionsComeFirstThenCorrelationsLevelByLevel() {
    List<LinkedRule> rules =
        linking(
                temporal("c", "b, payment", "subject"),
                count("b", "session", "subject"),
                PAYMENT,
                count("a", "payment", "subject"),
                SESSION)
            .orThrow();
    List<String> names = rules.stream().map(rule -> rule.parsed().document().label()).toList();
    assertEquals(List.of("payment", "session", "b", "a", "c"), names);
    for (int i = 0; i < rules.size(); i++) {
      assertEquals(i, rules.get(i).index());
    }
  }

  @Test
  void aReferenceIsTheRuleItself() {
    List<LinkedRule> rules =
        linking(temporal("c", "payment, b", "mcc"), count("b", "payment", "mcc"), PAYMENT)
            .orThrow();
    LinkedRule.Correlation c = (LinkedRule.Correlation) Passes.rule(rules, "c");
    assertSame(rules.get(0), c.references().get(0));
    assertSame(Passes.rule(rules, "b"), c.references().get(1));
    assertEquals(List.of(c.references().get(1)), c.chained());
  }

  @Test
  void rulesAreReportedApartByTheirNumbers() {
    List<LinkedRule> rules = linking(PAYMENT, SESSION).orThrow();
    assertNotEquals(rules.get(0), rules.get(1));
    assertEquals(rules.get(0), linking(PAYMENT).orThrow().get(0));
  }

  @Test
  void everyReferenceThatLeadsNowhereIsAProblem() {
    assertProblems(
        linking(
            PAYMENT,
            PAYMENT.replace("name: payment", "name: old").replace("stable", "unsupported"),
            count("c", "paymint", "subject"),
            count("d", "old", "subject")),
        "there is no rule 'paymint' (did you mean 'payment'?)",
        "the rule 'old' is deprecated or unsupported and is not loaded");
  }

  @Test
  void everyRuleOfACircleIsAProblemAndNoOther() {
    assertProblems(
        linking(
            PAYMENT,
            count("a", "payment", "subject"),
            count("c", "d", "subject"),
            count("d", "c", "subject")),
        "the rule is built on itself",
        "the rule is built on itself");
  }
}

package org.drey.rules.compile;

import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.count;
import static org.drey.rules.compile.CompileTest.temporal;
import static org.drey.rules.compile.Passes.assertProblems;
import static org.drey.rules.compile.Passes.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The first pass: documents on their own. */
class ReadPassTest {
  private static ParsedRule.Correlation correlation(String document) {
    return (ParsedRule.Correlation) reading(document).orThrow().rules().get(0);
  }

  @Test
  void aDraftHasWhatItsDocumentSaysAndFollowsNoReference() {
    ParsedRule.Correlation parsed = correlation(count("c", "nowhere", "subject, payee"));
    assertEquals(List.of("nowhere"), parsed.rules());
    assertEquals(List.of("subject", "payee"), parsed.groupBy());
    assertEquals(new ParsedRule.Window("1d", 86_400_000), parsed.window());
    assertEquals("gte 2", parsed.count().threshold().toString());
    assertTrue(parsed.isMonotone());
    assertFalse(parsed.references().generate());
  }

  @Test
  void anAliasIsWhatAFieldIsCalledInTheEventsOfOneRule() {
    String document =
        temporal("t", "a, b", "payee", "aliases:", "  payee:", "    b: payout", "generate: true");
    ParsedRule.Correlation parsed = correlation(document);
    assertEquals("payee", parsed.sourceName("payee", 0));
    assertEquals("payout", parsed.sourceName("payee", 1));
    assertEquals("subject", parsed.sourceName("subject", 1));
    assertTrue(parsed.references().generate());
  }

  @Test
  void whatIsDeprecatedIsNoDraftButAWarning() {
    ReadPass.ParsedRules read =
        reading(PAYMENT.replace("stable", "deprecated") + "id: old\n", count("c", "payment", "mcc"))
            .orThrow();
    assertEquals(1, read.rules().size());
    assertEquals(Set.of("old", "payment"), read.notLoaded());
    assertEquals(
        List.of("rules.yml:1: not loaded: the rule 'payment' is deprecated"), read.warnings());
  }

  @Test
  void eachBrokenDocumentIsAProblem() {
    assertProblems(
        reading(
            PAYMENT.replace("category: payment", "category: paymnt"),
            count("c", "a", "subject").replace("1d", "1y"),
            count("d", "a", "subject").replace("gte", "field")),
        "no stream has the category 'paymnt' (did you mean 'payment'?)",
        "'timespan': '1y' is no timespan",
        "the condition needs a bound");
  }
}

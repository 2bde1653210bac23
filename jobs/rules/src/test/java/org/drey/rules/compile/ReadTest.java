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
class ReadTest {
  private static Draft.Correlation correlation(String document) {
    return (Draft.Correlation) reading(document).orThrow().drafts().get(0);
  }

  @Test
  void aDraftHasWhatItsDocumentSaysAndFollowsNoReference() {
    Draft.Correlation draft = correlation(count("c", "nowhere", "subject, payee"));
    assertEquals(List.of("nowhere"), draft.rules());
    assertEquals(List.of("subject", "payee"), draft.groupBy());
    assertEquals(new Draft.Window("1d", 86_400_000), draft.window());
    assertEquals("gte 2", draft.count().threshold().toString());
    assertTrue(draft.isMonotone());
    assertFalse(draft.references().generate());
  }

  @Test
  void anAliasIsWhatAFieldIsCalledInTheEventsOfOneRule() {
    String document =
        temporal("t", "a, b", "payee", "aliases:", "  payee:", "    b: payout", "generate: true");
    Draft.Correlation draft = correlation(document);
    assertEquals("payee", draft.sourceName("payee", 0));
    assertEquals("payout", draft.sourceName("payee", 1));
    assertEquals("subject", draft.sourceName("subject", 1));
    assertTrue(draft.references().generate());
  }

  @Test
  void whatIsDeprecatedIsNoDraftButAWarning() {
    Read.Drafts read =
        reading(PAYMENT.replace("stable", "deprecated") + "id: old\n", count("c", "payment", "mcc"))
            .orThrow();
    assertEquals(1, read.drafts().size());
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
        "'1y' is no timespan",
        "the condition needs a bound");
  }
}

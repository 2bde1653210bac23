package org.drey.local.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tests inside the catalogue's rules, through the real operators: each a test here. */
final class CatalogueIT {
  private static final int KNOWN = 480;

  /** A rule without points whose one test expects what is not so. */
  private static final String WRONG =
      """
      title: Any payment
      name: any
      id: 00000000-0000-4000-8000-000000000001
      logsource: {category: payment}
      detection: {it: {status: COMPLETED}, condition: it}
      ---
      title: Two payments
      name: two
      id: 00000000-0000-4000-8000-000000000002
      correlation:
        type: event_count
        rules: [any]
        group-by: [subject]
        timespan: 1d
        condition: {gte: 2}
      drey:
        indicator: T-TWO
        track: payer
        entity: subject
        points: 10
        strength: 0.5
        half_life: 30d
        family: PAYNET
        quality:
          - when: {channel: P2P}
            factor: 0.5
            words: Many pay so.
        tests:
          - name: one is enough
            events:
              - payments: {at: 0d}
            fires: 1
          - name: two in a day
            events:
              - payments: {at: 0d}
              - payments: {at: 23h59m59s999ms, channel: P2P}
            fires: 1
            quality: 0.5
          - name: that counts in full
            events:
              - payments: {at: 0d}
              - payments: {at: 1h, channel: P2P}
            fires: 1
            quality: 1
      """;

  @TestFactory
  List<DynamicTest> everyTestOfTheCatalogue() throws Exception {
    RuleTests.Result result = RuleTests.run(RuleFile.catalogue(), DreyConfiguration.DEFAULT);
    assertEquals(List.of(), result.rejected());
    assertTrue(
        result.outcomes().size() >= KNOWN, () -> "tests of rules: " + result.outcomes().size());
    return result.outcomes().stream().map(CatalogueIT::test).toList();
  }

  private static DynamicTest test(RuleTests.Outcome outcome) {
    return DynamicTest.dynamicTest(
        outcome.rule() + ": " + outcome.test(),
        () -> assertTrue(outcome.passed(), outcome::toString));
  }

  @Test
  void aTestThatIsWrongIsReportedWithItsPlace() throws Exception {
    RuleTests.Result result =
        RuleTests.run(List.of(new RuleFile("wrong.yml", WRONG)), DreyConfiguration.DEFAULT);

    assertEquals(1, result.passed());
    assertEquals(
        List.of(
            "wrong.yml:29: two, \"one is enough\": 0 findings, expected 1",
            "wrong.yml:39: two, \"that counts in full\": 1 finding, expected 1; one counts half:"
                + " many pay so, expected 1.0"),
        result.failures());
  }
}

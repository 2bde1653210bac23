package org.drey.rules.compile;

import static org.drey.rules.TestRules.assertRefused;
import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.detection;
import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.drey.rules.Pipeline;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.TestStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key {@code drey.quality}: what makes findings count less. */
class QualityTest {
  private static final String[] WORTH = {
    "points: 10", "strength: 0.5", "half_life: 30d", "family: LINK"
  };
  private static final String UNLESS = "unless: {host_age_assurance: CHILD}, factor: 0.5";
  private static final String WORDS = "words: Nobody assured that the host is a child.";

  private static String scored(String indicator, String... factors) {
    return TestRules.drey(indicator, "payer", "subject", WORTH)
        + "  quality:\n"
        + String.join("", List.of(factors).stream().map(one -> "    - {" + one + "}\n").toList());
  }

  private static String session(String... factors) {
    return SESSION + scored("X-1", factors);
  }

  private static String ordered(String first, String last, String... factors) {
    return TestRules.correlation(
            "pair",
            "type: temporal_ordered",
            "rules: [" + first + ", " + last + "]",
            "group-by: [subject, payee]",
            "timespan: 10s",
            "aliases:",
            "  payee:",
            "    session: payout")
        + scored("X-2", factors);
  }

  private static TestEvent visit(String id, long at) {
    return TestEvent.on(TestStreams.LIVESTREAM)
        .at(id, at)
        .with("type", "LEFT")
        .with("subject", "p1")
        .with("payout", "q1");
  }

  private static TestEvent payment(String id, long at) {
    return TestEvent.on(TestStreams.PAYMENTS).at(id, at).with("subject", "p1").with("payee", "q1");
  }

  /** Value and words of the findings of a rule. */
  private static List<String> found(RuleSet rules, String name, TestEvent... events) {
    return Pipeline.run(rules, List.of(events)).findings().stream()
        .filter(finding -> rules.head(finding.rule()).name().equals(name))
        .map(
            finding ->
                finding.quality().value()
                    + " "
                    + rules.head(finding.rule()).quality().words(finding.quality()))
        .toList();
  }

  private static String sessions() {
    return detection("session", "livestream", "s: {type: LEFT}", "condition: s");
  }

  @Test
  void aFactorAppliesUnlessItsSelectionMatches() {
    RuleSet rules = compile(sessions() + scored("X-1", UNLESS + ", " + WORDS));
    String half = "0.5 [Nobody assured that the host is a child.]";
    assertEquals(
        List.of("1.0 []"),
        found(rules, "session", visit("a", 0).with("host_age_assurance", "CHILD")));
    for (String other : new String[] {"ADULT", "UNKNOWN", null}) {
      TestEvent visit = visit("a", 0).with("host_age_assurance", other);
      assertEquals(List.of(half), found(rules, "session", visit), other);
    }
  }

  @Test
  void severalFactorsMultiplyAndEachSaysItsWords() {
    RuleSet rules =
        compile(
            sessions()
                + scored(
                    "X-1",
                    UNLESS + ", words: a",
                    "when: {viewers|gte: 2}, factor: 0.8, words: b",
                    "when: {viewers: null}, factor: 0.9, words: c"));
    assertEquals(List.of("0.4 [a, b]"), found(rules, "session", visit("a", 0).with("viewers", 2L)));
    assertEquals(List.of("0.5 [a]"), found(rules, "session", visit("a", 0).with("viewers", 1L)));
    assertEquals(List.of("0.45 [a, c]"), found(rules, "session", visit("a", 0)));
  }

  @Test
  void aReportsConfidenceIsMultipliedToo() {
    String report =
        detection("report", "signal", "one: {entity_kind: SUBJECT}", "condition: one")
            + TestRules.drey("X-1", "payer", "entity", WORTH)
            + "  quality: [{when: {source_tier: PUBLIC}, factor: 0.5, words: Anyone may report.}]\n";
    TestEvent event =
        TestEvent.on(TestStreams.SIGNALS)
            .at("s1", 7)
            .with("entity", "p1")
            .with("entity_kind", "SUBJECT")
            .with("confidence", 0.8);
    assertEquals(
        List.of("0.4 [Anyone may report.]"),
        found(compile(report), "report", event.with("source_tier", "PUBLIC")));
    assertEquals(
        List.of("0.8 []"), found(compile(report), "report", event.with("source_tier", "INDUSTRY")));
  }

  @Test
  void theEventThatCompletesAChainIsAskedWhateverWasBefore() {
    RuleSet rules =
        compile(PAYMENT, sessions(), ordered("payment", "session", UNLESS + ", words: a"));
    TestEvent child = visit("b", 1).with("host_age_assurance", "CHILD");
    assertEquals(List.of("1.0 []"), found(rules, "pair", payment("a", 0), child));
    assertEquals(List.of("0.5 [a]"), found(rules, "pair", payment("a", 0), visit("b", 1)));
  }

  @Test
  void aFindingOfAnAssuredChildIsSevere() {
    String severe = "  severe: {host_age_assurance: CHILD}\n";
    RuleSet rules =
        compile(
            PAYMENT,
            sessions() + TestRules.drey("X-1", "payer", "subject", WORTH) + severe,
            ordered("payment", "session", UNLESS + ", words: a") + severe);
    TestEvent child = visit("b", 1).with("host_age_assurance", "CHILD");
    assertEquals(List.of(true), severe(rules, "session", child));
    assertEquals(List.of(false), severe(rules, "session", visit("b", 1)));
    assertEquals(List.of(true), severe(rules, "pair", payment("a", 0), child));
    assertEquals(List.of(false), severe(rules, "pair", payment("a", 0), visit("b", 1)));
  }

  private static List<Boolean> severe(RuleSet rules, String name, TestEvent... events) {
    return Pipeline.run(rules, List.of(events)).findings().stream()
        .filter(finding -> rules.head(finding.rule()).name().equals(name))
        .map(finding -> finding.quality().severe())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "payer | {host_age: CHILD} | no stream that the rule is built on has a field",
        "payer | [CHILD] | is a selection: a map of fields and values",
        "victim | {host_age_assurance: CHILD} | is for rules on the tracks payer",
      })
  void whatIsNoSelectionOrOnAnotherTrackIsRefused(String track, String severe, String problem) {
    String drey = TestRules.drey("X-1", track, "subject", WORTH);
    assertRefused(problem, sessions() + drey + "  severe: " + severe + "\n");
  }

  @Test
  void aFieldThatTheCompletingEventLacksIsNull() {
    RuleSet rules =
        compile(
            PAYMENT,
            sessions(),
            ordered(
                "session",
                "payment",
                UNLESS + ", words: a",
                "when: {host_age_assurance: null}, factor: 0.5, words: b",
                "when: {payee: q1}, factor: 0.5, words: c"));
    TestEvent child = visit("a", 0).with("host_age_assurance", "CHILD");
    assertEquals(List.of("0.125 [a, b, c]"), found(rules, "pair", child, payment("b", 1)));
  }

  @Test
  void aRuleOnTopOfAChainAsksTheSameEvent() {
    String often =
        TestRules.correlation(
                "often",
                "type: event_count",
                "rules: [pair]",
                "group-by: [subject]",
                "timespan: 10s",
                "condition: {gte: 2}")
            + scored("X-3", UNLESS + ", words: a", "when: {viewers|lt: 2}, factor: 0.1, words: b");
    RuleSet rules =
        compile(PAYMENT, sessions(), ordered("payment", "session", UNLESS + ", words: a"), often);
    TestEvent[] events = {
      payment("a", 0),
      visit("b", 1),
      visit("c", 2).with("host_age_assurance", "CHILD").with("viewers", 1L)
    };
    assertEquals(List.of("0.1 [b]"), found(rules, "often", events));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "unless: {host_age: CHILD}, factor: 0.5, words: a   ~ a field 'host_age'",
        "unless: {host_age_assurance: KID}, factor: 0.5, words: a ~ KID",
        "unless: [{viewers: 1}], factor: 0.5, words: a      ~ is a map of fields and values",
        "unless: {}, factor: 0.5, words: a                  ~ the selection is empty",
        "factor: 0.5, words: a                              ~ either 'when' or 'unless'",
        "when: {viewers: 1}, unless: {viewers: 2}, factor: 0.5, words: a ~ either 'when'",
        "when: {viewers: 1}, factor: 1, words: a            ~ over 0 and below 1",
        "when: {viewers: 1}, factor: 0, words: a            ~ over 0 and below 1",
        "when: {viewers: 1}, factor: half, words: a         ~ expected a number",
        "when: {viewers: 1}, factor: 0.5                    ~ words",
        "when: {viewers: 1}, words: a                       ~ factor",
        "when: {viewers: 1}, factr: 0.5, words: a           ~ did you mean 'factor'",
      })
  void whatIsWrongIsRefused(String factor, String reason) {
    assertRefused(reason, session(factor));
  }

  @Test
  void aFieldThatNoStreamUnderneathHasIsRefused() {
    assertRefused(
        "no stream that the rule is built on has a field",
        PAYMENT,
        sessions(),
        ordered("payment", "session", "when: {host_age: CHILD}, factor: 0.5, words: a"));
    assertRefused(
        "'quality' is a list of one to 10 factors",
        SESSION + scored("X-1").replace("quality:", "quality: 0.5"));
    assertRefused(
        "a benign rule (points below zero) has no quality",
        SESSION
            + TestRules.drey("X-1", "payer", "subject", "points: -1", "strength: 1")
            + "  quality: [{when: {viewers: 1}, factor: 0.5, words: a}]\n");
  }
}

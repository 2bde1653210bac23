package org.drey.rules.compile;

import static org.drey.rules.TestRules.assertRefused;
import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.correlation;
import static org.drey.rules.TestRules.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.drey.base.SigmaTimespan;
import org.drey.rules.TestRules;
import org.drey.yaml.YamlProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References, fields, types and conditions of correlations. */
class CompileTest {
  static final String PAYMENT = every("payment", "payment", "subject");
  static final String SESSION = every("session", "livestream", "subject");

  static String count(String name, String of, String groupBy) {
    return correlation(
        name,
        "type: event_count",
        "rules: [" + of + "]",
        "group-by: [" + groupBy + "]",
        "timespan: 1d",
        "condition:",
        "  gte: 2");
  }

  static String temporal(String name, String rules, String groupBy, String... more) {
    return correlation(
        name,
        "type: temporal",
        "rules: [" + rules + "]",
        "group-by: [" + groupBy + "]",
        "timespan: 1d",
        String.join("\n  ", more));
  }

  @Test
  void aCorrelationRefersToRulesByNameOrId() {
    String id = "3f6c1f0a-6a4d-4df0-a84f-5d2a3c3f0f11";
    RuleSet rules =
        compile(
            count("by_id", id, "subject"),
            count("by_name", "payment", "subject"),
            PAYMENT + "id: " + id + "\n");
    for (CorrelationRule rule : rules.correlations()) {
      assertEquals(0, rule.references().get(0).rule());
    }
  }

  @Test
  void rulesComeAfterWhatTheyAreBuiltOn() {
    RuleSet rules =
        compile(
            count("c", "b", "subject"),
            count("b", "a", "subject"),
            count("a", "payment", "subject"),
            PAYMENT);
    List<String> names = rules.heads().stream().map(RuleHead::name).toList();
    assertEquals(List.of("payment", "a", "b", "c"), names);
    assertEquals(List.of(0, 1, 2, 3), rules.heads().stream().map(RuleHead::index).toList());
  }

  @Test
  void aReferenceToNoRuleIsRefused() {
    assertRefused("did you mean 'payment'", PAYMENT, count("c", "paiment", "subject"));
  }

  @Test
  void aReferenceToARuleThatIsNotLoadedSaysSo() {
    String old = PAYMENT.replace("stable", "deprecated");
    assertRefused("deprecated or unsupported", old, count("c", "payment", "subject"));
  }

  @Test
  void aRuleIsNotBuiltOnItself() {
    assertRefused("the rule is built on itself", PAYMENT, count("c", "c", "subject"));
    assertEquals(
        2,
        TestRules.problems(PAYMENT, count("c", "d", "subject"), count("d", "c", "subject")).size());
  }

  @Test
  void aRuleIsBuiltOnAThousandAtMost() {
    List<String> chain = new ArrayList<>(List.of(PAYMENT.replace("name: payment", "name: c0")));
    IntStream.rangeClosed(1, 1_000)
        .forEach(i -> chain.add(count("c" + i, "c" + (i - 1), "subject")));
    TestRules.compile(chain.toArray(String[]::new));
    chain.add(count("c1001", "c1000", "subject"));
    chain.add(count("c1002", "c1001", "subject"));
    assertRefused("built on more than 1,000 rules", chain.toArray(String[]::new));
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aRuleIsCountedAlongEveryChain() {
    List<String> pairs = new ArrayList<>();
    for (String name : List.of("a0", "b0")) {
      pairs.add(PAYMENT.replace("name: payment", "name: " + name));
    }
    for (int i = 1; i <= 40; i++) {
      String both = "a" + (i - 1) + ", b" + (i - 1);
      pairs.add(temporal("a" + i, both, "subject"));
      pairs.add(temporal("b" + i, both, "subject"));
    }
    for (YamlProblem problem : TestRules.problems(pairs.toArray(String[]::new))) {
      assertTrue(problem.reason().contains("built on more than 1,000 rules"), problem::toString);
    }
  }

  @Test
  void anUnknownCategoryIsRefused() {
    assertRefused(
        "did you mean 'payment'", PAYMENT.replace("category: payment", "category: paymnt"));
    assertRefused("logsource needs a category", PAYMENT.replace("category:", "product:"));
  }

  @Test
  void anUnknownFieldOfACorrelationIsRefused() {
    assertRefused("has no field 'subjekt'", PAYMENT, count("c", "payment", "subjekt"));
    assertRefused("has no field 'payee'", SESSION, count("c", "session", "payee"));
  }

  @Test
  void anUnknownCountedFieldIsRefused() {
    assertRefused(
        "did you mean 'payee'",
        PAYMENT,
        correlation(
            "c",
            "type: value_count",
            "rules: [payment]",
            "group-by: [subject]",
            "timespan: 1d",
            "condition:",
            "  field: paye",
            "  gte: 2"));
  }

  @Test
  void aFieldThatOneOfSeveralStreamsLacksIsRefused() {
    assertRefused(
        "livestream-sessions, which 'session' reads, has no field 'payee'",
        PAYMENT,
        SESSION,
        temporal("t", "payment, session", "subject, payee"));
  }

  @Test
  void anAliasNamesTheFieldOfEachRule() {
    RuleSet rules =
        compile(
            PAYMENT,
            SESSION,
            temporal(
                "t",
                "payment, session",
                "who, payee",
                "aliases:",
                "  payee:",
                "    session: payout",
                "  who:",
                "    payment: subject",
                "    session: subject"));
    CorrelationRule rule = rules.correlation(2);
    for (int i = 0; i < 2; i++) {
      int[] at = rule.references().get(i).groupBy();
      assertEquals("subject", rules.carried().get(at[0]));
      assertEquals(i == 0 ? "payee" : "payout", rules.carried().get(at[1]));
    }
    assertEquals("SUBJECT", rule.groupBy().get(0).kind());
    assertEquals("PAYEE", rule.groupBy().get(1).kind());
  }

  @Test
  void anAliasForARuleThatIsNotReferredToIsRefused() {
    assertRefused(
        "did you mean 'session'",
        PAYMENT,
        SESSION,
        temporal("t", "payment, session", "subject", "aliases:", "  who:", "    sesion: subject"));
  }

  @Test
  void aChainReadsFieldsOfTheEventThatCompletes() {
    RuleSet rules = compile(PAYMENT, count("a", "payment", "subject"), count("b", "a", "payee"));
    assertEquals(List.of("payee", "subject"), rules.carried());
  }

  @Test
  void onlyWhatCanCompleteAFindingHandsOnItsOtherFields() {
    String ordered = temporal("t", "payment, session", "subject");
    RuleSet rules =
        compile(
            PAYMENT,
            SESSION,
            ordered.replace("temporal", "temporal_ordered"),
            count("c", "t", "subject, host"));
    CorrelationRule rule = rules.correlation(TestRules.head(rules, "t").index());
    assertEquals(List.of("host", "subject"), rules.carried());
    assertEquals(List.of(0), Arrays.stream(rule.kept()).boxed().toList());
  }

  @Test
  void aBuildingBlockYieldsNothingUnlessItsUserSaysSo() {
    RuleSet rules =
        compile(
            PAYMENT,
            SESSION,
            count("c", "payment", "subject"),
            count("d", "session", "subject").replace("  gte", "  gte: 3\n  generate: true\n#"));
    assertEquals(
        List.of(false, true, true, true), rules.heads().stream().map(RuleHead::yields).toList());
  }

  @Test
  void aListCannotBeGroupedBy() {
    assertRefused(
        "is a list and cannot be grouped",
        every("query", "dns", "query"),
        count("c", "query", "answers"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "event_count ~ field: payee         ~ gte: 2    ~ takes no field",
        "value_count ~ gte: 2               ~ lte: 3    ~ needs the field",
        "value_count ~ field: [payee, mcc]  ~ gte: 2    ~ not supported yet",
        "value_count ~ field: payee         ~           ~ needs a bound",
        "event_count ~ atleast: 2           ~ gte: 1    ~ not 'atleast'",
        "value_sum   ~ field: amount        ~ gte: 1    ~ 'value_sum' is not supported yet",
        "value_avg   ~ field: amount        ~ gte: 1    ~ 'value_avg' is not supported yet",
        "temporal    ~ gte: 2               ~           ~ takes no condition",
      })
  void aConditionThatDoesNotFitItsType(String type, String a, String b, String reason) {
    assertRefused(
        reason.replace("not supported yet", "not supported"),
        PAYMENT,
        correlation(
            "c",
            "type: " + type,
            "rules: [payment]",
            "group-by: [subject]",
            "timespan: 1d",
            "condition:",
            "  " + a,
            b == null ? "" : "  " + b));
  }

  @ParameterizedTest
  @CsvSource({
    "gte: 3, 0, false", "gte: 3, 3, true", "gt: 3, 3, false", "gt: 3, 4, true",
    "lt: 3, 2, true", "lt: 3, 3, false", "lte: 3, 3, true", "lte: 3, 4, false",
    "eq: 3, 3, true", "eq: 3, 2, false", "neq: 3, 3, false", "neq: 3, 2, true",
  })
  void aBound(String bound, long value, boolean holds) {
    assertEquals(holds, threshold(bound).holds(value));
  }

  @Test
  void aRangeHoldsWithinItsBounds() {
    CorrelationRule.Condition range = threshold("gte: 2", "lt: 4");
    List<Boolean> held = List.of(1L, 2L, 3L, 4L).stream().map(range::holds).toList();
    assertEquals(List.of(false, true, true, false), held);
    assertEquals("gte 2, lt 4", range.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "gte: 1, true",
    "gt: 1, true",
    "lt: 1, false",
    "lte: 1, false",
    "eq: 1, false",
    "neq: 1, false"
  })
  void onlyGteAndGtNeedNotWait(String bound, boolean monotone) {
    assertEquals(monotone, threshold(bound).isMonotone());
  }

  private static CorrelationRule.Condition threshold(String... bounds) {
    String[] lines = {
      "type: event_count",
      "rules: [payment]",
      "group-by: [subject]",
      "timespan: 1d",
      "condition:",
      "  " + String.join("\n    ", bounds)
    };
    return compile(PAYMENT, correlation("c", lines)).correlation(1).threshold();
  }

  @ParameterizedTest
  @CsvSource({"1s, 1000", "90m, 5400000", "24h, 86400000", "30d, 2592000000", "2w, 1209600000"})
  void aTimespan(String text, long millis) {
    assertEquals(millis, SigmaTimespan.millis(text));
  }

  @ParameterizedTest
  @CsvSource({"0d", "1.5h", "5", "5M", "-1d", "1y"})
  void whatIsNoTimespan(String text) {
    assertRefused(
        "is no timespan",
        PAYMENT,
        count("c", "payment", "subject").replace("timespan: 1d", "timespan: '" + text + "'"));
  }

  @Test
  void stateIsNamedByItsMeaningAndNotByItsThresholdOrWording() {
    String rule = count("c", "payment", "subject");
    String name = stateName(rule);
    assertEquals(name, stateName(rule.replace("gte: 2", "gte: 5")));
    assertEquals(name, stateName(rule.replace("title: c", "title: better words")));
    assertNotEquals(name, stateName(rule.replace("[subject]", "[subject, payee]")));
    assertNotEquals(name, stateName(rule.replace("1d", "2d")));
    String other = PAYMENT.replace("subject: ['-'", "payee: ['-'");
    assertNotEquals(name, compile(other, rule).correlation(1).stateName());
  }

  @Test
  void rulesThatDifferOnlyInWhatTheyScoreShareTheNameOfTheirState() {
    String pair = count("c", "payment", "subject, payee");
    String payer = scored("X-1", "payer", "subject");
    String facilitator = scored("X-2", "facilitator", "payee");
    String name = stateName(pair + payer);
    assertEquals(name, stateName(pair + facilitator));
    assertEquals(name, stateName(pair.replace("status: stable", "status: test") + facilitator));
    assertEquals(name, stateName(pair.replace("name: c", "name: other") + facilitator));
    assertEquals(name, stateName(pair.replace("1d", "24h")));
  }

  private static String scored(String indicator, String track, String entity) {
    String[] rest = {"points: 1", "strength: 1", "half_life: 1d", "family: PAYNET"};
    return TestRules.drey(indicator, track, entity, rest);
  }

  @Test
  void aRuleBuiltOnAnotherChangesItsStateOnlyIfItReadsMoreOfItsEvents() {
    String rule = count("c", "payment", "subject");
    String name = stateName(rule);
    assertEquals(name, stateName(rule, count("d", "c", "subject")));
    assertNotEquals(name, stateName(rule, count("d", "c", "subject, currency")));
  }

  @Test
  void whatIsCountedIsPartOfTheMeaningUnderAnyName() {
    String rule =
        correlation(
            "c",
            "type: value_count",
            "rules: [payment]",
            "group-by: [subject]",
            "timespan: 1d",
            "condition:",
            "  gte: 2",
            "  field: counted",
            "aliases:",
            "  counted:",
            "    payment: payee");
    assertNotEquals(stateName(rule), stateName(rule.replace("payment: payee", "payment: device")));
  }

  @Test
  void aRuleThatIsEvaluatedElsewhereStartsCold() {
    String rule = count("c", "payment", "subject, payee");
    String elsewhere = stateName(rule, count("d", "c", "payee"), count("e", "d", "merchant"));
    String needed = stateName(rule, count("d", "c", "subject, merchant"));
    assertNotEquals(needed, elsewhere);
  }

  private static String stateName(String rule, String... above) {
    List<String> documents = new ArrayList<>(List.of(PAYMENT, rule));
    documents.addAll(List.of(above));
    return compile(documents.toArray(String[]::new)).correlation(1).stateName();
  }

  @Test
  void theVersionOfASetIsThatOfItsTexts() {
    String rule = count("c", "payment", "subject");
    assertEquals(compile(PAYMENT, rule).version(), compile(PAYMENT, rule).version());
    assertNotEquals(
        compile(PAYMENT, rule).version(), compile(PAYMENT, rule.replace("2", "3")).version());
  }
}

package org.drey.rules.compile;

import static org.drey.rules.TestRules.assertRefused;
import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.every;
import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.drey.rules.compile.CompileTest.count;
import static org.drey.rules.compile.CompileTest.temporal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a rule's state is kept, and which step evaluates it. */
class PassesTest {
  private static CorrelationRule rule(RuleSet rules, String name) {
    return rules.correlation(TestRules.head(rules, name).index());
  }

  @Test
  void aChainOfOneEntityIsOnePass() {
    RuleSet rules = compile(PAYMENT, count("a", "payment", "subject"), count("b", "a", "subject"));
    assertEquals(1, rule(rules, "a").pass());
    assertEquals(1, rule(rules, "b").pass());
  }

  @Test
  void aChainToAnotherEntityTakesTheSecondPass() {
    RuleSet rules =
        compile(
            PAYMENT,
            count("a", "payment", "subject"),
            count("b", "a", "payee"),
            count("c", "b", "payee"));
    assertEquals(2, rule(rules, "b").pass());
    assertEquals(2, rule(rules, "c").pass());
  }

  @Test
  void aThirdEntityIsRefused() {
    assertRefused(
        "changes its entity more than once",
        PAYMENT,
        count("a", "payment", "subject"),
        count("b", "a", "payee"),
        count("c", "b", "device"));
  }

  @Test
  void aRefusedChainIsNamedAndSaysWhatToDo() {
    assertEquals(
        "the chain of rules changes its entity more than once, at whichever of their group-by"
            + " fields they are evaluated; two steps is the most. It is built on 'a' by [subject],"
            + " 'b' by [payee, merchant]: group it, or one of these, by a field that its neighbours"
            + " are grouped by too",
        TestRules.problem(
                PAYMENT,
                count("a", "payment", "subject"),
                count("b", "a", "payee, merchant"),
                count("c", "b", "device"))
            .reason());
  }

  @Test
  void wayAndBackStaysWhereItBegan() {
    RuleSet rules =
        compile(
            PAYMENT,
            count("a", "payment", "subject, payee"),
            count("b", "a", "payee, subject"),
            count("c", "b", "subject"));
    assertEquals("SUBJECT in 1", placeOf(rules, "a"));
    assertEquals("SUBJECT in 1", placeOf(rules, "b"));
    assertEquals("SUBJECT in 1", placeOf(rules, "c"));
  }

  @Test
  void theUpperRulesOfAChainGiveWayFirst() {
    RuleSet rules =
        compile(
            PAYMENT,
            count("a", "payment", "subject, payee"),
            count("b", "a", "device, payee"),
            count("c", "b", "payee"));
    assertEquals("SUBJECT in 1", placeOf(rules, "a"));
    assertEquals("PAYEE in 2", placeOf(rules, "b"));
    assertEquals("PAYEE in 2", placeOf(rules, "c"));
  }

  @Test
  void theLowerGiveWayWhereTheUpperCannot() {
    RuleSet rules =
        compile(
            PAYMENT,
            count("a", "payment", "subject, payee"),
            count("b", "a", "payee"),
            count("c", "b", "merchant"));
    assertEquals("PAYEE in 1", placeOf(rules, "a"));
    assertEquals("PAYEE in 1", placeOf(rules, "b"));
    assertEquals("MERCHANT in 2", placeOf(rules, "c"));
  }

  @Test
  void aRuleThatGivesWayTakesThoseBuiltOnItAlong() {
    RuleSet rules =
        compile(
            PAYMENT,
            count("a", "payment", "subject, payee"),
            count("stays", "payment", "subject, payee"),
            count("b", "a", "payee"),
            count("beside", "a", "subject, payee"),
            temporal("c", "b, beside", "merchant"));
    assertEquals("PAYEE in 1", placeOf(rules, "a"));
    assertEquals("PAYEE in 1", placeOf(rules, "beside"));
    assertEquals("MERCHANT in 2", placeOf(rules, "c"));
    assertEquals("SUBJECT in 1", placeOf(rules, "stays"));
  }

  @Test
  void aChainIsPlacedAtWhatNamesNoEntityIfNothingElseWillDo() {
    RuleSet rules =
        compile(
            PAYMENT,
            count("a", "payment", "subject"),
            count("b", "a", "payee, payee_country"),
            count("c", "b", "payee_country"));
    assertEquals("field:payee_country in 2", placeOf(rules, "b"));
    assertEquals("field:payee_country in 2", placeOf(rules, "c"));
  }

  @Test
  void manyRulesBesideAChainDoNotKeepItsPlaceFromBeingFound() {
    List<String> documents = new ArrayList<>(List.of(PAYMENT));
    documents.add(count("a", "payment", "subject, payee"));
    documents.add(count("b", "a", "device, payee"));
    for (int i = 0; i < 300; i++) {
      documents.add(count("beside" + i, "a", "subject, payee, device, merchant"));
    }
    documents.add(count("c", "b", "payee"));
    RuleSet rules = compile(documents.toArray(String[]::new));
    assertEquals("PAYEE in 2", placeOf(rules, "b"));
    assertEquals("SUBJECT in 1", placeOf(rules, "beside299"));
  }

  @Test
  void aFieldOfOneNameButAnotherKindIsAnotherEntity() {
    String met =
        temporal("met", "paid, session", "payee", "aliases:", "  payee:", "    session: host");
    RuleSet rules = compile(PAYMENT, SESSION, count("paid", "payment", "payee"), met);
    assertEquals("PAYEE in 1", placeOf(rules, "paid"));
    assertEquals("field:payee in 2", placeOf(rules, "met"));
  }

  private static String placeOf(RuleSet rules, String name) {
    CorrelationRule rule = rule(rules, name);
    return kind(rule) + " in " + rule.pass();
  }

  /** Of an entity whose kind does not vary. */
  private static String kind(CorrelationRule rule) {
    return ((TokenRoute.FixedKind) rule.references().get(0).route()).kind();
  }

  @Test
  void aRuleIsEvaluatedWhereItsStateStaysSmallAndNotByWhatItScores() {
    RuleSet rules = compile(PAYMENT, count("c", "payment", "payee, subject") + scoring("payee"));
    assertEquals(1, rule(rules, "c").routing());
    assertEquals(0, rule(rules, "c").scored());
    assertEquals("SUBJECT", kind(rule(rules, "c")));
  }

  @ParameterizedTest
  @CsvSource({
    "'payee_country, payee, subject', SUBJECT",
    "'merchant, payee, device', DEVICE",
    "'merchant, payee', PAYEE",
    "'currency, merchant', MERCHANT",
    "'payee_country, currency', field:payee_country"
  })
  void theLeastFanInComesFirstThenTheFirstField(String groupBy, String kind) {
    RuleSet rules = compile(PAYMENT, count("c", "payment", groupBy));
    assertEquals(kind + " in 1", placeOf(rules, "c"));
  }

  @ParameterizedTest
  @CsvSource({"'service, host', HOST", "'payout, host', HOST", "'service, payout', PAYEE"})
  void aHostComesBeforeAPayeeAndADomainLast(String groupBy, String kind) {
    RuleSet rules = compile(SESSION, count("c", "session", groupBy));
    assertEquals(kind + " in 1", placeOf(rules, "c"));
  }

  private static String scoring(String entity) {
    return TestRules.drey(
        "X-1",
        "facilitator",
        entity,
        "points: 1",
        "strength: 1",
        "half_life: 1d",
        "family: PAYNET");
  }

  @Test
  void aTokenWhoseKindVariesIsRoutedByTheFieldThatNamesIt() {
    RuleSet rules = compile(every("report", "signal", "entity"), count("c", "report", "entity"));
    TokenRoute route = rule(rules, "c").references().get(0).route();
    List<String> carried = rules.carried();
    assertEquals(
        new TokenRoute.VaryingKind(carried.indexOf("entity"), carried.indexOf("entity_kind")),
        route);
  }

  @Test
  void aTokenWhoseKindVariesKeepsTheGroupsThatItIsIn() {
    String pair =
        temporal(
            "pair",
            "report, again",
            "who, entity",
            "aliases:",
            "  who:",
            "    report: entity",
            "    again: entity");
    String[] reports = {every("report", "signal", "entity"), every("again", "signal", "entity")};
    assertEquals(0, rule(compile(reports[0], reports[1], pair), "pair").routing());
    for (int i = 0; i < reports.length; i++) {
      reports[i] =
          reports[i].replace(
              "condition: not none", "kind: {entity_kind: PAYEE}\n  condition: kind and not none");
    }
    RuleSet scored = compile(reports[0], reports[1], pair + scoring("entity"));
    assertEquals(1, rule(scored, "pair").routing());
    assertEquals(1, rule(scored, "pair").scored());
  }
}

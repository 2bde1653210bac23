package org.drey.rules.compile;

import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.every;
import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.drey.rules.compile.CompileTest.count;
import static org.drey.rules.compile.CompileTest.temporal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.rules.TestRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a rule's state is kept, and which pass evaluates it. */
class EvaluationFieldsTest {
  private static CorrelationRule rule(RuleSet rules, String name) {
    return rules.correlation(TestRules.head(rules, name).index());
  }

  /**
   * Rules in their order, each {@code name: reference ... by group-by field ...}, and where each is
   * evaluated; the first reads payments.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one entity is one pass"
            + " | a: payment by subject; b: a by subject"
            + " | a SUBJECT in 1, b SUBJECT in 1",
        "another entity takes the second pass"
            + " | a: payment by subject; b: a by payee; c: b by payee"
            + " | a SUBJECT in 1, b PAYEE in 2, c PAYEE in 2",
        "way and back stays where it began"
            + " | a: payment by subject payee; b: a by payee subject; c: b by subject"
            + " | a SUBJECT in 1, b SUBJECT in 1, c SUBJECT in 1",
        "the upper rules of a chain give way first"
            + " | a: payment by subject payee; b: a by device payee; c: b by payee"
            + " | a SUBJECT in 1, b PAYEE in 2, c PAYEE in 2",
        "the lower give way where the upper cannot"
            + " | a: payment by subject payee; b: a by payee; c: b by merchant"
            + " | a PAYEE in 1, b PAYEE in 1, c MERCHANT in 2",
        "a rule that gives way takes those built on it along"
            + " | a: payment by subject payee; stays: payment by subject payee; b: a by payee;"
            + " beside: a by subject payee; c: b beside by merchant"
            + " | a PAYEE in 1, stays SUBJECT in 1, b PAYEE in 1, beside PAYEE in 1,"
            + " c MERCHANT in 2",
        "what names no entity if nothing else will do"
            + " | a: payment by subject; b: a by payee payee_country; c: b by payee_country"
            + " | a SUBJECT in 1, b field:payee_country in 2, c field:payee_country in 2",
      })
  void chainsArePlaced(String which, String rules, String expected) {
    List<String> documents = new ArrayList<>(List.of(PAYMENT));
    for (String rule : rules.split("; ?", -1)) {
      String[] parts = rule.split(": | by ", -1);
      documents.add(temporal(parts[0], parts[1].replace(" ", ", "), parts[2].replace(" ", ", ")));
    }
    RuleSet compiled = compile(documents.toArray(String[]::new));
    assertEquals(
        Set.of(expected.split(", ")),
        compiled.correlations().stream()
            .map(rule -> rule.head().name() + " " + placeOf(compiled, rule.head().name()))
            .collect(Collectors.toSet()));
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

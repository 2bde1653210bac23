package org.drey.rules.compile;

import static org.drey.rules.TestRules.assertRefused;
import static org.drey.rules.compile.CompileTest.PAYMENT;
import static org.drey.rules.compile.CompileTest.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.drey.rules.TestEvent;
import org.drey.rules.TestRules;
import org.drey.rules.TestStreams;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.yaml.YamlNode;
import org.drey.yaml.YamlProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One document for several kinds of entity. */
class EntityKindsTest {
  private static final String A = "00000000-0000-4000-8000-00000000000a";
  private static final String B = "00000000-0000-4000-8000-00000000000b";

  private static final String HEAD =
      """
      title: A report
      name: report
      status: stable
      description: Someone reported it
      """;

  private static final String REPORTED =
      HEAD
          + """
          logsource:
            category: signal
          detection:
            selection:
              source_tier: INDUSTRY
            condition: selection
          falsepositives:
            - Wrong identifier
          drey:
            indicator: X-1
            kinds:
              SUBJECT: {id: %s, track: payer}
              HOST:
                id: %s
                track: facilitator
                title: A report on a host
                falsepositives: [The host is the victim]
                tests: [{name: own, given: {payments: {payee: h1}}, events: [], fires: 0}]
            entity: entity
            points: 10
            strength: 0.5
            half_life: 30d
            family: PAYNET
            tests:
              - name: shared
                given: {external-signals: {confidence: 1}}
                events: [external-signals: {entity_kind: PAYEE}]
                fires: 0
          """
              .formatted(A, B);

  private static final String PAIR =
      CompileTest.temporal(
              "pair",
              "payment, session",
              "subject, payee",
              "aliases:",
              "  payee: {session: payout}")
          + """
          drey:
            indicator: X-2
            kinds:
              SUBJECT: {id: %s, track: payer, entity: subject, name: pair_payer}
              PAYEE: {id: %s, track: facilitator, entity: payee}
            points: 10
            strength: 0.5
            half_life: 30d
            family: PAYNET
          """
              .formatted(A, B);

  private static List<SigmaDocument> documents(String... documents) {
    return RuleReader.documents(List.of(TestRules.file(documents)));
  }

  private static List<String> names(List<SigmaDocument> documents) {
    return documents.stream().map(SigmaDocument::label).toList();
  }

  @Test
  void aKindHasItsOwnWordsAndTestsBesideTheDocuments() {
    RuleSet rules = TestRules.compile(REPORTED);
    RuleHead subject = TestRules.head(rules, "report_subject");
    RuleHead host = TestRules.head(rules, "report_host");
    assertEquals(List.of(A, B), List.of(subject.id(), host.id()));
    assertEquals(List.of("Wrong identifier"), subject.text().lookAlikes());
    assertEquals(List.of("Wrong identifier", "The host is the victim"), host.text().lookAlikes());
    assertEquals(AlertTrack.FACILITATOR, host.scoring().track());
    assertNotEquals(subject.meaning(), host.meaning());
    YamlNode tests = documents(REPORTED).get(1).required("drey").required("tests");
    assertEquals(
        List.of("shared", "own"),
        tests.items().stream().map(test -> test.required("name").text()).toList());
  }

  @Test
  void kindsAreInTheirOrderAndOfOneVersion() {
    List<SigmaDocument> rules = documents(REPORTED);
    assertEquals(List.of("report_subject", "report_host"), names(rules));
    assertEquals(List.of("A report", "A report on a host"), titles(rules));
    assertEquals(rules.get(0).version(), rules.get(1).version());
    assertEquals(List.of(16, 18), rules.stream().map(rule -> rule.root().line()).toList());
  }

  private static List<String> titles(List<SigmaDocument> documents) {
    return documents.stream().map(SigmaDocument::title).toList();
  }

  @Test
  void aDocumentWithoutKindsIsAsItIs() {
    assertEquals(List.of("payment"), names(documents(PAYMENT)));
  }

  @Test
  void theKindsOfACorrelationScoreItsGroupByFields() {
    RuleSet rules = TestRules.compile(PAYMENT, SESSION, PAIR);
    CorrelationRule payer = rules.correlation(TestRules.head(rules, "pair_payer").index());
    CorrelationRule payee = rules.correlation(TestRules.head(rules, "pair_payee").index());
    assertEquals(0, payer.scored());
    assertEquals(1, payee.scored());
    assertEquals(payer.stateName(), payee.stateName());
    assertEquals(List.of(A, B), List.of(payer.head().id(), payee.head().id()));
  }

  @Test
  void correlationsReferToTheRuleOfAKind() {
    String over = CompileTest.count("over", "report_host", "entity");
    RuleSet rules = TestRules.compile(REPORTED, over);
    int host = TestRules.head(rules, "report_host").index();
    assertEquals(host, rules.correlations().get(0).references().get(0).rule());
    assertRefused(
        "there is no rule 'report'", REPORTED, CompileTest.count("over", "report", "entity"));
  }

  @Test
  void allKindsOfADeprecatedDocumentAreNotLoaded() {
    RuleSet rules = TestRules.compile(REPORTED.replace("stable", "deprecated"), PAYMENT);
    assertEquals(
        List.of(
            "rules.yml:16: not loaded: the rule 'report_subject' is deprecated",
            "rules.yml:18: not loaded: the rule 'report_host' is deprecated"),
        rules.warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "selection",
        "selection and not known",
        "not known",
        "known or selection",
        "(known or not selection) and not (known and selection)",
        "1 of them",
        "all of sel*",
      })
  void aRuleTakesEventsOfItsKindWhateverItsCondition(String condition) {
    String known = "  known: {confidence: 1}\n  condition: " + condition;
    String document = REPORTED.replace("  condition: selection", known);
    String anyKind = document.substring(0, document.indexOf("drey:"));
    EventPredicate plain = TestRules.compile(anyKind).detection(0).condition();
    RuleSet rules = TestRules.compile(document);
    for (String kind : List.of("SUBJECT", "HOST", "PAYEE", "UNKNOWN")) {
      for (String tier : List.of("INDUSTRY", "PUBLIC")) {
        for (double confidence : List.of(0.5, 1.0)) {
          TestEvent event =
              TestEvent.on(TestStreams.SIGNALS)
                  .with("entity_kind", kind)
                  .with("source_tier", tier)
                  .with("confidence", confidence);
          boolean selected = plain.test(event);
          String failing = condition + " of " + kind + " by " + tier + " at " + confidence;
          assertEquals(
              selected && kind.equals("SUBJECT"),
              rules.detection(0).condition().test(event),
              failing);
          assertEquals(
              selected && kind.equals("HOST"), rules.detection(1).condition().test(event), failing);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "SUBJECT:            ~ SUBJCT:              ~ 16 ~ 'SUBJCT' (did you mean 'SUBJECT'?)",
        "SUBJECT:            ~ subject:             ~ 16 ~ (did you mean 'SUBJECT'?); there are [",
        "HOST:               ~ SUBJECT:             ~ 17 ~ the key 'SUBJECT' appears twice",
        "status: stable      ~ id: x                ~ 3  ~ 'id' beside 'kinds'",
        "indicator: X-1      ~ track: payer         ~ 14 ~ 'track' beside 'kinds'",
        "source_tier: INDUSTRY ~ entity_kind: HOST     ~ 9  ~ 'entity_kind' beside 'kinds'",
        "source_tier: INDUSTRY ~ entity_kind|cased: HOST ~ 9  ~ 'entity_kind' beside 'kinds'",
        "track: payer        ~ track: entity        ~ 16 ~ not scored on the track 'entity', but on",
        "track: facilitator  ~ track: payer         ~ 19 ~ but on facilitator or victim or entity",
        "track: facilitator  ~ track: facilitor     ~ 19 ~ did you mean 'facilitator'",
        "track: facilitator  ~ points: 1            ~ 19 ~ unknown key 'points'",
        "track: facilitator  ~ level: low           ~ 19 ~ unknown key 'level'",
        "track: facilitator  ~ name: x              ~ 18 ~ 'track' is missing",
        ", track: payer      ~ ,                    ~ 16 ~ 'track' is missing",
        "000b                ~ 000a                 ~ 18 ~ at rules.yml:16 too",
        "title: A report on  ~ title: [A] #         ~ 20 ~ expected a single value",
        "tests: [{name: own  ~ tests: [{kind: HOST  ~ 22 ~ a test names no kind",
        "- name: shared      ~ - kind: HOST         ~ 29 ~ a test names no kind",
        "{confidence: 1}     ~ {entity_kind: HOST}  ~ 30 ~ is that of each kind; a single event",
      })
  void whatIsWrongIsRefusedWhereItIs(String right, String wrong, int line, String reason) {
    assertProblem(line, reason, REPORTED.replace(right, wrong));
  }

  @Test
  void aDocumentNamesAKind() {
    String before = REPORTED.substring(0, REPORTED.indexOf("  kinds:"));
    String after = REPORTED.substring(REPORTED.indexOf("  entity: entity"));
    for (String none : List.of("{}", "")) {
      YamlProblem problem = TestRules.problem(before + "  kinds: " + none + "\n" + after);
      assertEquals(15, problem.line());
    }
    assertProblem(15, "'kinds' names no kind of entity", before + "  kinds: {}\n" + after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "entity: payee}       ~ entity: subject}       ~ 35 ~ 'subject' names a SUBJECT, not a PAYEE",
        "SUBJECT:             ~ HOST:                  ~ 34 ~ a HOST is not scored on the track",
        ", entity: payee}     ~ }                      ~ 32 ~ lacks 'entity'",
        "entity: payee}       ~ entity: amount}        ~ 35 ~ one of its group-by fields",
        "name: pair_payer     ~ name: pair_payee       ~ 35 ~ 'pair_payee' is at rules.yml:34 too",
      })
  void aKindOfACorrelationIsThatOfItsField(String right, String wrong, int line, String reason) {
    assertProblem(line, reason, PAYMENT, SESSION, PAIR.replace(right, wrong));
  }

  @Test
  void aCorrelationOverAnyKindHasNone() {
    String signal = TestRules.every("signal", "signal", "entity");
    String over =
        CompileTest.count("over", "signal", "entity")
            + PAIR.substring(PAIR.indexOf("drey:"))
                .replace("entity: subject", "entity: entity")
                .replace("  PAYEE:", "  # PAYEE:");
    assertRefused("give the detection 'kinds', not a correlation", signal, over);
  }

  @Test
  void whatIsWrongWithADocumentIsSaidOnce() {
    assertEquals(1, TestRules.problems(REPORTED.replace("points: 10", "points: x")).size());
    assertEquals(1, TestRules.problems(REPORTED.replace("INDUSTRY", "INDUSTRIES")).size());
    assertEquals(2, TestRules.problems(REPORTED.replace("track: ", "track: x")).size());
  }

  private static void assertProblem(int line, String reason, String... documents) {
    assertRefused(reason, documents);
    assertEquals(line, TestRules.problem(documents).line());
  }
}

package org.drey.rules.compile;

import static org.drey.rules.TestRules.assertRefused;
import static org.drey.rules.TestRules.compile;
import static org.drey.rules.TestRules.correlation;
import static org.drey.rules.TestRules.detection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.drey.rules.TestRules;
import org.drey.yaml.YamlProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that would keep a whole stream are refused. */
class BreadthTest {
  private static final String CAM =
      detection("cam", "dns", "a:", "  query: '*cam*'", "condition: a");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {query: '*'}; condition: a",
        "a: {query: '?*'}; condition: a",
        "a: {query|contains: ''}; condition: a",
        "a: {query|endswith: '*'}; condition: a",
        "a: {answers|contains: ''}; condition: a",
        "a: {query|exists: true}; condition: a",
        "a: {query|exists: false}; condition: not a",
        "a: {query: null}; b: {subject: null}; condition: not 1 of them",
        "a: {query: '*'}; b: {record_type|exists: true}; condition: a and b",
        "a: {query: [x.example, '*']}; condition: a",
        "a: {query: x.example}; b: {record_type: '*'}; condition: a or b",
        "a: {query: x.example}; condition: a or not a",
        "a: {interactive: [true, false]}; condition: a",
        "a: {interactive: true}; b: {interactive: false}; condition: a or b",
      })
  void aRuleThatSelectsEveryEvent(String detection) {
    assertRefused("selects every event of dns-queries", rule("dns", detection));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {channel: '*'}; condition: a",
        "a: {status: [UNKNOWN, COMPLETED, DECLINED, REVERSED]}; condition: a",
        "a: {status: [UNKNOWN, COMPLETED]}; b: {status: [DECLINED, REVERSED]}; condition: a or b",
      })
  void aRuleThatNamesEverySymbol(String detection) {
    assertRefused("selects every event of payments", rule("payment", detection));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {amount|gte: 0}; condition: a",
        "a: {amount|gt: -0.5}; condition: a",
        "a: {amount_minor|gte: 0}; condition: a",
        "a: {amount_minor|lt: 0}; condition: not a",
        "a: {amount_minor: -1}; condition: not a",
        "a: {amount|lt: 10}; b: {amount|gte: 10}; condition: a or b",
        "a: {amount_minor|lte: 999}; b: {amount_minor|gte: 1000}; condition: a or b",
        "a: {amount_minor|gt: 999}; b: {amount_minor|lt: 1000}; condition: a or b",
        "a: {amount: 0}; b: {amount|gt: 0}; condition: a or b",
        "a: {amount_minor: 0}; b: {amount_minor|gt: 0}; condition: a or b",
        "a: {amount|lte: 10}; b: {amount|gt: 9.5}; condition: a or b",
      })
  void aRuleThatLetsEveryNumberPass(String detection) {
    assertRefused("selects every event of payments", rule("payment", detection));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lte: 1", "lt: 1.01", "gte: 0"})
  void aRuleThatLetsEveryShareOfOnePass(String condition) {
    assertRefused(
        "selects every event of external-signals",
        rule("signal", "a: {confidence|" + condition + "}; condition: a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {amount|gt: 0}; condition: a",
        "a: {payee_tenure_days|gte: 0}; condition: a",
        "a: {amount|lt: 10}; b: {amount|gt: 10}; condition: a or b",
        "a: {amount|lte: 999}; b: {amount|gte: 1000}; condition: a or b",
        "a: {amount_minor|lte: 998}; b: {amount_minor|gte: 1000}; condition: a or b",
        "a: {amount: 0}; b: {amount|gt: 1}; condition: a or b",
        "a: {amount|lt: 10}; b: {amount_minor|gte: 10}; condition: a or b",
        "a: {amount|gte: 10}; b: {amount|lt: 5}; condition: a or b",
        "a: {amount: 10}; condition: not a",
      })
  void aRuleThatLetsSomeNumbersPass(String detection) {
    assertEquals(1, compile(rule("payment", detection)).detections().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {query: '??'}; condition: a",
        "a: {query|re: '^[a-z0-9.-]+$'}; condition: a",
        "a: {query|re: '^.{1,20}$'}; condition: a",
        "a: {query|re: '.{150}'}; condition: a",
        "a: {query: ''}; condition: a",
        "a: {query: null}; condition: a",
        "a: {query|exists: false}; condition: a",
        "a: {query: '*'}; b: {record_type: TXT}; condition: a and b",
        "a: {query: '*'}; b: {record_type: TXT}; condition: a and not b",
        "a: {query|expand: '%empty%'}; condition: not a",
        "a: {interactive: true}; condition: a",
        "a: {query: x.example}; b: {record_type: TXT}; condition: a or not b",
      })
  void aRuleThatSelectsSome(String detection) {
    assertEquals(1, compile(rule("dns", detection)).detections().size());
  }

  private static String rule(String category, String detection) {
    return detection("rule", category, detection.split("; ", -1));
  }

  @Test
  void theProblemNamesTheLineOfTheCondition() {
    YamlProblem problem = TestRules.problem(rule("dns", "a: {query: '*'}; condition: a"));
    assertEquals("rules.yml", problem.file());
    assertEquals(8, problem.line());
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "QueryName", "subject, query"})
  void aNameThatAnyoneCanMakeUpIsNoGroup(String groupBy) {
    assertRefused("cannot be grouped by", CAM, count("c", "cam", groupBy));
  }

  @Test
  void norUnderAnotherNameOrThroughAChain() {
    assertRefused(
        "'query' cannot be grouped by",
        CAM,
        count("c", "cam", "name", "aliases:", "  name:", "    cam: query"));
    assertRefused(
        "'query' cannot be grouped by",
        CAM,
        count("c", "cam", "subject"),
        count("d", "c", "query"));
  }

  @Test
  void itsValuesAreCountedAndRegisteredDomainsAreGroups() {
    String values =
        correlation(
            "c",
            "type: value_count",
            "rules: [cam]",
            "group-by: [subject, registered_domain]",
            "timespan: 1h",
            "condition: {field: query, gte: 3}");
    assertEquals(1, compile(CAM, values).correlations().size());
  }

  private static String count(String name, String rule, String groupBy, String... more) {
    String[] lines = new String[5 + more.length];
    lines[0] = "type: event_count";
    lines[1] = "rules: [" + rule + "]";
    lines[2] = "group-by: [" + groupBy + "]";
    lines[3] = "timespan: 1h";
    lines[4] = "condition: {gte: 2}";
    System.arraycopy(more, 0, lines, 5, more.length);
    return correlation(name, lines);
  }
}

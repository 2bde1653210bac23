package org.drey.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.rules.TestRules;
import org.drey.yaml.YamlProblem;
import org.junit.jupiter.api.Test;

/** What is wrong with a rule file is reported at once, each with its file, line and reason. */
class ProblemsTest {
  private static final String GOOD = TestRules.every("good", "payment", "subject");

  @Test
  void aSchemaViolationIsReportedAtItsLine() {
    List<YamlProblem> problems = TestRules.problems(GOOD.replace("status: stable", "status: live"));
    for (YamlProblem problem : problems) {
      assertTrue(problem.toString().startsWith("rules.yml:3: status: "), problem::toString);
    }
  }

  @Test
  void aMissingPartIsReportedAtItsDocument() {
    String second = "title: no detection\nlogsource:\n  category: payment\n";
    YamlProblem problem = TestRules.problem(GOOD, second);
    assertEquals(11, problem.line());
    assertTrue(problem.reason().contains("detection"), problem.reason());
  }

  @Test
  void aProblemInsideADetectionIsReportedAtItsValue() {
    String rule =
        TestRules.detection(
            "bad", "payment", "s:", "  status: COMPLETED", "  payeee: q1", "condition: s");
    YamlProblem problem = TestRules.problem(GOOD, rule);
    assertEquals("rules.yml:19: " + problem.reason(), problem.toString());
    assertTrue(problem.reason().contains("did you mean 'payee'"), problem.reason());
  }

  @Test
  void aKeyThatAppearsTwiceIsRefusedWhereItAppearsAgain() {
    YamlProblem problem = TestRules.problem(GOOD + "title: again\n");
    assertEquals(10, problem.line());
    assertEquals("the key 'title' appears twice", problem.reason());
  }

  @Test
  void aSelectionThatAppearsTwiceIsRefused() {
    TestRules.assertRefused(
        "the key 'a' appears twice",
        TestRules.detection(
            "twice", "payment", "a:", "  payee: q", "a:", "  payee: r", "condition: a"));
  }

  @Test
  void anIdAppearsOnce() {
    String id = "id: 3f6c1f0a-6a4d-4df0-a84f-5d2a3c3f0f11\n";
    String other = TestRules.every("other", "payment", "subject");
    YamlProblem problem = TestRules.problem(GOOD + id, other + id);
    assertEquals(12, problem.line());
    assertEquals(
        "the id '3f6c1f0a-6a4d-4df0-a84f-5d2a3c3f0f11' is at rules.yml:1 too", problem.reason());
  }

  @Test
  void aNameAppearsOnce() {
    String id = "id: 3f6c1f0a-6a4d-4df0-a84f-5d2a3c3f0f11\n";
    TestRules.assertRefused("the name 'good' is at rules.yml:1 too", GOOD, GOOD + id);
  }

  @Test
  void everyBrokenDocumentIsReported() {
    List<YamlProblem> problems =
        TestRules.problems(
            GOOD.replace("payment", "payments"),
            GOOD.replace("good", "b").replace("subject", "subjekt"),
            GOOD.replace("good", "c").replace("status: stable", "status: 7"));
    List<Integer> lines = problems.stream().map(YamlProblem::line).distinct().sorted().toList();
    assertEquals(List.of(5, 18, 23), lines);
  }

  @Test
  void everyBrokenFileIsReported() {
    SigmaReader reader = new SigmaReader();
    reader.read(
        List.of(new RuleFile("a.yml", "title: [\n"), new RuleFile("b.yml", "just a text\n")));
    assertEquals(
        List.of("a.yml", "b.yml"), reader.problems().stream().map(YamlProblem::file).toList());
  }

  @Test
  void textThatIsNotYamlIsReportedWithItsLine() {
    YamlProblem problem = TestRules.problem(GOOD + "level: {\n");
    assertTrue(problem.reason().startsWith("not YAML: "), problem.reason());
    assertTrue(problem.line() >= 9, problem::toString);
  }

  @Test
  void aDocumentThatIsNoMapIsRefused() {
    TestRules.assertRefused("a rule is a map", "- one\n- two\n");
  }

  @Test
  void filtersAreNotThereYet() {
    TestRules.assertRefused("filters are not supported", GOOD + "filter:\n  rules: any\n");
  }

  @Test
  void whatSigma2WritesInAnotherWayIsSaidWithThat() {
    String old = "date: 2021/03/04\nmodified: '2022/05/06'\naction: global\n";
    String detection = GOOD.replace("  condition:", "  timeframe: 5m\n  condition:");
    assertEquals(
        List.of(
            "'action' is of Sigma 1; write each rule out in full, without it",
            "'timeframe' is of Sigma 1; write a correlation with a 'timespan'",
            "'date' has slashes; write 2021-03-04",
            "'modified' has slashes; write 2022-05-06"),
        TestRules.problems(detection + old).stream().map(YamlProblem::reason).toList());
    TestRules.assertRefused(
        "several conditions in one rule are not supported; write several rules",
        GOOD.replaceAll("condition: (.*)", "condition: [$1, $1]"));
  }

  @Test
  void namesThatActOnATerminalDoNot() {
    String line = new YamlProblem("a\u001b[2J.yml", 3, "no \u202e'x\r\nb.yml:1: fine'").toString();
    assertEquals("a\ufffd[2J.yml:3: no \ufffd'x\ufffd\ufffdb.yml:1: fine'", line);
  }

  @Test
  void emptyDocumentsAreSkipped() {
    SigmaReader reader = new SigmaReader();
    assertEquals(1, reader.read(List.of(TestRules.file(GOOD, "", ""))).size());
    assertEquals(List.of(), reader.problems());
  }

  @Test
  void anExtensionTypePassesTheSchemaAndIsRefusedByName() {
    TestRules.assertRefused(
        "the correlation type 'x_trend' is not supported",
        GOOD,
        TestRules.correlation(
            "trend",
            "type: x_trend",
            "rules: [good]",
            "group-by: [subject]",
            "timespan: 1d",
            "condition:",
            "  gte: 1"));
  }

  @Test
  void aLoopOfAliasesIsRefusedAndNotFollowedForEver() {
    List<YamlProblem> problems = TestRules.problems("title: &a\n  more: *a\n");
    assertEquals(1, problems.size());
  }
}

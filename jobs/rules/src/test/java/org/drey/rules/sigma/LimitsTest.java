package org.drey.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drey.rules.TestRules;
import org.drey.yaml.LimitedYaml;
import org.drey.yaml.YamlProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No rule file takes more than seconds or ends in anything but problems. The times are limits for
 * what would not end.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LimitsTest {
  private static final String RULE = TestRules.every("good", "payment", "subject");

  /** The problems of a file; there is at least one. */
  private static List<YamlProblem> problems(String text) {
    List<YamlProblem> problems = TestRules.problems(text);
    assertFalse(problems.isEmpty());
    return problems;
  }

  private static YamlProblem only(String text) {
    List<YamlProblem> problems = problems(text);
    assertEquals(1, problems.size());
    return problems.get(0);
  }

  @Test
  void aliasesToAliasesAreOneProblem() {
    String bomb =
        "x:\n  - &a0 y\n"
            + IntStream.rangeClosed(1, 16)
                .mapToObj(i -> "  - &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i - 1, i - 1, i - 1))
                .collect(Collectors.joining());
    YamlProblem problem = only(RULE + bomb);
    assertTrue(problem.reason().startsWith("more than 100,000 values"), problem::reason);
    assertEquals(RULE.lines().count() + 12, problem.line());
    assertEquals("rules.yml", problem.file());
  }

  @Test
  void deepNestingIsOneProblem() {
    for (String deep : List.of("[".repeat(50_000), "{a: ".repeat(50_000), "- ".repeat(50_000))) {
      YamlProblem problem = only(RULE + "x: \n " + deep);
      assertEquals("nested more than 100 levels deep", problem.reason());
      assertEquals(RULE.lines().count() + 2, problem.line());
    }
  }

  @Test
  void whatIsWithinTheLimitsIsCheckedAgainstTheSchemas() {
    String deep = "x: " + "[".repeat(99) + "]".repeat(99) + "\n";
    TestRules.compile(RULE + deep);
    String wide = "x:\n" + "  - y\n".repeat(LimitedYaml.MAX_NODES - 100);
    TestRules.compile(RULE + wide);
  }

  @Test
  void documentsBeforeTheOneThatIsTooMuchAreRead() {
    List<YamlProblem> problems =
        problems(RULE.replace("status: stable", "status: live") + "---\n" + "[".repeat(101));
    assertEquals("rules.yml:3: status: ", problems.get(0).toString().substring(0, 21));
    YamlProblem last = problems.get(problems.size() - 1);
    assertEquals("rules.yml:11: nested more than 100 levels deep", last.toString());
  }

  @Test
  void aConditionIsNotNestedWithoutEnd() {
    for (String opening : List.of("(", "not ")) {
      String condition = "condition: \"" + opening.repeat(50_000) + "s\"";
      TestRules.assertRefused(
          "nested too deep",
          TestRules.detection("c", "payment", "s:", "  status: COMPLETED", condition));
    }
  }

  /** Each of many problems is looked up by its place. */
  @Test
  void manyProblemsTakeNoLongerThanTheyAreMany() {
    String fields =
        IntStream.range(0, 30_000).mapToObj(i -> "a" + i + ": 1\n").collect(Collectors.joining());
    String maps =
        IntStream.range(0, 30_000).mapToObj(i -> "  s" + i + ": 1\n").collect(Collectors.joining());
    String lists = "falsepositives:\n" + "  - {a: b}\n".repeat(30_000);
    problems(RULE + fields.replace("a0: 1", "tags: {}"));
    problems(RULE.replace("detection:\n", "detection:\n" + maps));
    problems(RULE + lists);
    problems("title: x\n---\n".repeat(30_000));
  }

  @Test
  void manyRulesInAFileTakeNoLongerThanTheyAreMany() {
    String all =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "---\n" + TestRules.every("r" + i, "payment", "subject"))
            .collect(Collectors.joining());
    assertTrue(all.length() < LimitedYaml.MAX_BYTES, () -> all.length() + " characters");
    TestRules.compile(all);
  }

  @Test
  void aFileIsAMebibyteAtMost(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("large.yml");
    String comment = "#" + "x".repeat(62) + "\n";
    int room = LimitedYaml.MAX_BYTES - RULE.length();
    String most = RULE + comment.repeat(room / comment.length());
    Files.writeString(file, most + "#".repeat(LimitedYaml.MAX_BYTES - most.length()));
    assertEquals(1, RuleFile.readAll(folder).size());
    Files.writeString(file, most + "#".repeat(LimitedYaml.MAX_BYTES + 1 - most.length()));
    InvalidRulesException refused =
        assertThrows(InvalidRulesException.class, () -> RuleFile.readAll(folder));
    assertEquals(
        List.of(file + ":1: larger than 1 MiB; split it into several files"),
        refused.problems().stream().map(YamlProblem::toString).toList());
  }
}

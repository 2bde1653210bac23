package org.drey.rules.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.drey.rules.TestRules;
import org.drey.rules.TestStreams;
import org.drey.rules.compile.RuleSetCompiler.LinkPass;
import org.drey.rules.compile.RuleSetCompiler.PlanPass;
import org.drey.rules.compile.RuleSetCompiler.ProjectPass;
import org.drey.yaml.YamlProblem;

/** Each pass of the compiler on its own, over rules written inside tests. */
final class Passes {
  private Passes() {}

  static PassResult<ReadPass.ParsedRules> reading(String... documents) {
    return new ReadPass(TestStreams.ALL, TestRules.REFERENCE_SETS, FamilyCaps.CATALOGUE)
        .read(List.of(TestRules.file(documents)));
  }

  static PassResult<List<LinkedRule>> linking(String... documents) {
    return LinkPass.link(reading(documents).orThrow());
  }

  static PassResult<ValueProjection> projecting(String... documents) {
    List<LinkedRule> linked = linking(documents).orThrow();
    return ProjectPass.project(
        linked, QualityPart.read(linked, TestRules.REFERENCE_SETS).orThrow());
  }

  static PassResult<List<PlannedRule>> planning(String... documents) {
    return PlanPass.plan(linking(documents).orThrow(), Duration.ZERO);
  }

  /** A rule of a pass by its name. */
  static LinkedRule rule(List<LinkedRule> rules, String name) {
    return rules.stream()
        .filter(rule -> rule.parsed().document().label().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What is wrong, by the beginnings of the reasons. */
  static void assertProblems(PassResult<?> outcome, String... expected) {
    List<String> actual = outcome.problems().stream().map(YamlProblem::reason).toList();
    assertEquals(expected.length, actual.size(), actual::toString);
    for (int i = 0; i < expected.length; i++) {
      assertTrue(actual.get(i).startsWith(expected[i]), actual::toString);
    }
  }
}

package org.drey.rules.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.drey.rules.TestRules;
import org.drey.rules.TestStreams;
import org.drey.yaml.Problem;

/** Each pass of the compiler on its own, over rules written inside tests. */
final class Passes {
  private Passes() {}

  static Outcome<Read.Parsed> reading(String... documents) {
    return new Read(TestStreams.ALL, TestRules.REFERENCE_SETS, FamilyCaps.CATALOGUE)
        .read(List.of(TestRules.file(documents)));
  }

  static Outcome<List<Linked>> linking(String... documents) {
    return Link.link(reading(documents).orThrow());
  }

  static Outcome<Projection> projecting(String... documents) {
    return Project.project(linking(documents).orThrow());
  }

  static Outcome<List<Planned>> planning(String... documents) {
    return Plan.plan(linking(documents).orThrow(), Duration.ZERO);
  }

  /** A rule of a pass by its name. */
  static Linked rule(List<Linked> rules, String name) {
    return rules.stream()
        .filter(rule -> rule.parsed().document().label().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What is wrong, by the beginnings of the reasons. */
  static void assertProblems(Outcome<?> outcome, String... expected) {
    List<String> actual = outcome.problems().stream().map(Problem::reason).toList();
    assertEquals(expected.length, actual.size(), actual::toString);
    for (int i = 0; i < expected.length; i++) {
      assertTrue(actual.get(i).startsWith(expected[i]), actual::toString);
    }
  }
}

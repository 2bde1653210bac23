package org.drey.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drey.rules.compile.FamilyCaps;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.RuleSetCompiler;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.RuleFile;
import org.drey.yaml.YamlProblem;

/** Compiles rules written inside tests. */
public final class TestRules {
  public static final Map<String, List<String>> REFERENCE_SETS =
      Map.of("facilitators", List.of("q1", "Q2"), "empty", List.of());

  /** The shipped catalogue against the test streams. */
  public static final RuleSet CATALOGUE =
      RuleSetCompiler.compile(
          RuleFile.catalogue(),
          TestStreams.ALL,
          Map.of(),
          FamilyCaps.CATALOGUE,
          Duration.ofHours(24));

  private TestRules() {}

  /** Compiled without an outage allowance. */
  public static RuleSet compile(String... documents) {
    return compile(Duration.ZERO, documents);
  }

  public static RuleSet compile(Duration outageAllowance, String... documents) {
    return RuleSetCompiler.compile(
        List.of(file(documents)),
        TestStreams.ALL,
        REFERENCE_SETS,
        FamilyCaps.CATALOGUE,
        outageAllowance);
  }

  /** What is wrong with a file of these documents. */
  public static List<YamlProblem> problems(String... documents) {
    return assertThrows(InvalidRulesException.class, () -> compile(documents)).problems();
  }

  /** The one thing that is wrong with a file of these documents. */
  public static YamlProblem problem(String... documents) {
    List<YamlProblem> problems = problems(documents);
    assertEquals(1, problems.size(), problems::toString);
    return problems.get(0);
  }

  public static void assertRefused(String reason, String... documents) {
    String actual = problem(documents).reason();
    assertTrue(actual.contains(reason), () -> "expected '" + reason + "' in: " + actual);
  }

  public static RuleHead head(RuleSet rules, String name) {
    return rules.heads().stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow();
  }

  public static RuleFile file(String... documents) {
    return new RuleFile("rules.yml", String.join("---\n", documents));
  }

  /** A rule over single events: the lines of its detection, its condition included. */
  public static String detection(String name, String category, String... lines) {
    return """
        title: %s
        name: %s
        status: stable
        logsource:
          category: %s
        detection:
        %s
        """
        .formatted(name, name, category, indented(lines));
  }

  /** A rule that every event of a stream matches that has a field with another value than "-". */
  public static String every(String name, String category, String field) {
    return detection(
        name, category, "none:", "  " + field + ": ['-', null]", "condition: not none");
  }

  /** A correlation: the lines of its {@code correlation} part. */
  public static String correlation(String name, String... lines) {
    return """
        title: %s
        name: %s
        status: stable
        correlation:
        %s
        """
        .formatted(name, name, indented(lines));
  }

  /** The {@code drey} part, to be put behind a document. */
  public static String drey(String indicator, String track, String entity, String... lines) {
    return """
        drey:
          indicator: %s
          track: %s
          entity: %s
        %s
        """
        .formatted(indicator, track, entity, indented(lines));
  }

  private static String indented(String... lines) {
    return List.of(lines).stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
  }
}

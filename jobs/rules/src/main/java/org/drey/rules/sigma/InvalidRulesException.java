package org.drey.rules.sigma;

import java.util.List;
import java.util.stream.Collectors;
import org.drey.yaml.YamlProblem;

/** A rule set that has a broken part does not exist: everything that is wrong with it, at once. */
public final class InvalidRulesException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<YamlProblem> problems;

  public InvalidRulesException(List<YamlProblem> problems) {
    super(
        problems.size()
            + (problems.size() == 1 ? " problem" : " problems")
            + " in the rules:\n"
            + problems.stream().map(YamlProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<YamlProblem> problems() {
    return problems;
  }
}

package org.drey.rules.compile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlProblem;

/**
 * The problems that a step of the compiler finds, so that an author sees all at once. A problem
 * that several rules of one document have is in it once.
 */
final class ProblemList {
  private final Set<YamlProblem> problems = new LinkedHashSet<>();

  /** Takes a step with each; what it refuses is a problem. */
  <T> void each(Iterable<T> all, Consumer<T> step) {
    for (T one : all) {
      try {
        step.accept(one);
      } catch (ProblemException e) {
        problems.add(e.problem());
      }
    }
  }

  void add(Collection<YamlProblem> more) {
    problems.addAll(more);
  }

  /**
   * Ends a step.
   *
   * @throws InvalidRulesException with everything that is wrong, if anything is
   */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(List.copyOf(problems));
    }
  }
}

package org.drey.rules.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.yaml.ProblemException;
import org.drey.yaml.YamlProblem;

/**
 * The result of a compiler's pass, and everything that is wrong.
 *
 * @param value the result of the good parts; of no use if there are problems
 */
record PassResult<T>(T value, List<YamlProblem> problems) {

  PassResult {
    // What is wrong with a document is said once, however many rules it is.
    problems = problems.stream().distinct().toList();
  }

  /** Takes a step with each; what is refused is left out and is a problem. */
  static <A, B> PassResult<List<B>> each(List<A> all, Function<A, B> step) {
    List<B> done = new ArrayList<>();
    List<YamlProblem> problems = collect(all, one -> done.add(step.apply(one)));
    return new PassResult<>(List.copyOf(done), problems);
  }

  /** Returns what a step refuses of each. */
  static <A> List<YamlProblem> collect(List<A> all, Consumer<A> step) {
    List<YamlProblem> problems = new ArrayList<>();
    for (A one : all) {
      try {
        step.accept(one);
      } catch (ProblemException e) {
        problems.add(e.problem());
      }
    }
    return problems;
  }

  /** The same value with further problems. */
  PassResult<T> and(List<YamlProblem> more) {
    List<YamlProblem> both = new ArrayList<>(problems);
    both.addAll(more);
    return new PassResult<>(value, both);
  }

  /**
   * The value.
   *
   * @throws InvalidRulesException with everything that is wrong, if anything is
   */
  T orThrow() {
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(problems);
    }
    return value;
  }
}

package org.drey.rules.sigma;

/** Ends the reading of one document; collected with others into {@link InvalidRulesException}. */
public final class RuleProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  RuleProblemException(Problem problem) {
    super(problem.toString(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}

package org.drey.yaml;

/** Something written in a file cannot be used; the message says where it is and what to do. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient YamlProblem problem;

  ProblemException(YamlProblem problem) {
    super(problem.toString(), null, false, false);
    this.problem = problem;
  }

  /** The place and the reason. */
  public YamlProblem problem() {
    return problem;
  }
}

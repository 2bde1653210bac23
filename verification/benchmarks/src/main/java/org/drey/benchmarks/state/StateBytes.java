package org.drey.benchmarks.state;

import org.drey.benchmarks.operator.KeyedSteps;
import org.drey.benchmarks.operator.OperatorChain;

/** Bytes of state by the step that has them. */
record StateBytes(double first, double second, double score) {

  /** Returns what the steps of a job have now. */
  static StateBytes of(OperatorChain chain) throws Exception {
    return new StateBytes(
        chain.stateBytes(KeyedSteps.FIRST),
        chain.stateBytes(KeyedSteps.SECOND),
        chain.stateBytes(KeyedSteps.SCORE));
  }

  /** Returns what has been added since, for each of some people. */
  StateBytes since(StateBytes before, int people) {
    return new StateBytes(
        (first - before.first) / people,
        (second - before.second) / people,
        (score - before.score) / people);
  }

  /** Of both passes of correlation. */
  double correlation() {
    return first + second;
  }

  /** Of both passes and the score. */
  double all() {
    return correlation() + score;
  }
}

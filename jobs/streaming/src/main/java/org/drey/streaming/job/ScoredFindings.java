package org.drey.streaming.job;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.ScoreInput;
import org.drey.rules.correlate.Finding;

/**
 * Picks the findings that a score counts. Those of another rule set go on to the score, which
 * refuses them with a dead letter.
 *
 * @param scored by the number of a rule whether it is scored
 * @param mark of the rule set in force
 */
record ScoredFindings(boolean[] scored, String mark)
    implements FlatMapFunction<Finding, ScoreInput> {
  @Override
  public void flatMap(Finding finding, Collector<ScoreInput> out) {
    boolean isOther = !finding.from().rules().equals(mark);
    if (finding.entity() != null && (isOther || scored[finding.rule()])) {
      out.collect(ScoreInput.of(finding));
    }
  }
}

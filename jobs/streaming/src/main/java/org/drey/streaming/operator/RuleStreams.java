package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Gauge;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;

/**
 * The rules that a stream feeds, also through other rules, as a metric with labels: so an alarm on
 * a silent stream can name those that see nothing. Shown by the first subtask alone.
 */
final class RuleStreams {
  private RuleStreams() {}

  static void show(RuntimeContext runtime, RuleSet rules, String topic) {
    if (runtime.getTaskInfo().getIndexOfThisSubtask() > 0) {
      return;
    }
    boolean[] fed = fed(rules, topic);
    for (RuleHead head : rules.heads()) {
      if (fed[head.index()] && head.yields()) {
        ScoringPart scoring = head.scoring();
        runtime
            .getMetricGroup()
            .addGroup("stream", topic)
            .addGroup("rule", head.id())
            .addGroup("indicator", scoring == null ? "none" : scoring.indicator())
            .gauge("fed", (Gauge<Integer>) () -> 1);
      }
    }
  }

  /** A rule comes after those that it is built on. */
  private static boolean[] fed(RuleSet rules, String topic) {
    boolean[] fed = new boolean[rules.heads().size()];
    for (int rule = 0; rule < fed.length; rule++) {
      if (rules.isDetection(rule)) {
        fed[rule] = rules.detection(rule).stream().topic().equals(topic);
      } else {
        for (CorrelationRule.Reference reference : rules.correlation(rule).references()) {
          fed[rule] |= fed[reference.rule()];
        }
      }
    }
    return fed;
  }
}

package org.drey.streaming.operator;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Gauge;

/**
 * The ledger of a stream, in counts with the label {@code stream}: each record that is read is
 * accepted, late, refused or a duplicate, and never two of these. The step at which a stream enters
 * counts what it decides; what only the state of an entity knows is counted there, by the first of
 * the entities that an event goes to. So the sum over both is what was read, except for what is on
 * its way between them.
 */
final class StreamCounts {
  private static final String LABEL = "stream";

  private final OperatorMetrics.Count accepted;
  private final OperatorMetrics.Count late;
  private final OperatorMetrics.Count refused;
  private final OperatorMetrics.Count duplicate;

  StreamCounts(OperatorMetrics metrics, String topic) {
    this.accepted = metrics.of("accepted", LABEL, topic);
    this.late = metrics.of("late", LABEL, topic);
    this.refused = metrics.of("refused", LABEL, topic);
    this.duplicate = metrics.of("duplicate", LABEL, topic);
  }

  /** The ledger at the step at which a stream enters, and the count of what that reads. */
  static StreamCounts atEntrance(
      RuntimeContext runtime, OperatorMetrics metrics, OperatorMetrics.Count read, String topic) {
    var group = runtime.getMetricGroup().addGroup(LABEL, topic);
    group.counter("read", read.metric());
    LastGrowth growth = new LastGrowth(read.metric()::getCount, System::currentTimeMillis);
    group.gauge("last_read_seconds", (Gauge<Long>) growth::seconds);
    return new StreamCounts(metrics, topic);
  }

  /** Counts a record that goes on, or that no rule wants. */
  void accept() {
    accepted.add();
  }

  /** Counts a record that is older than its topic's lateness allows. */
  void late() {
    late.add();
  }

  /** Counts a record that cannot be used. */
  void refuse() {
    refused.add();
  }

  /** Counts a record that had come before. */
  void duplicate() {
    duplicate.add();
  }
}

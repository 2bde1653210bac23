package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.EventDetails;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.record.RecordHeader;
import org.drey.definitions.record.ScoreInput;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.EventDetector;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.jspecify.annotations.Nullable;

/**
 * The door of a stream: nearly every event ends here. Matches each with the single-event rules, and
 * decides once whether it is late.
 */
public final class DoorFunction<T extends SpecificRecordBase>
    extends ProcessFunction<ArrivedRecord<T>, Match> implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final DoorSettings settings;
  private transient EventDetector detector;
  private transient EventRow row;
  private transient RecordHeader header;
  private transient OperatorMetrics metrics;
  private transient OperatorMetrics.Count read;
  private transient StreamCounts ledger;
  private transient DeadLetterWriter refusals;
  private transient PartitionClocks clocks;
  private transient OperatorStateStore store;

  public DoorFunction(DoorSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    store = context.getOperatorStateStore();
    clocks = new PartitionClocks(getRuntimeContext().getTaskInfo());
    clocks.restore(store);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    clocks.snapshot(store);
  }

  @Override
  public void open(OpenContext context) {
    detector = new EventDetector(settings.rules(), settings.stream());
    row = settings.rows().create(() -> metrics.count("without-rate"));
    header = new RecordHeader(settings.stream());
    RuntimeContext runtime = getRuntimeContext();
    String topic = settings.stream().topic();
    metrics = new OperatorMetrics(runtime, topic, "matched", "late_unwanted", "without-rate");
    read = metrics.of("read");
    ledger = StreamCounts.atEntrance(runtime, metrics, read, topic);
    refusals = new DeadLetterWriter(runtime, metrics, ledger, "door");
    RuleStreams.show(runtime, settings.rules(), topic);
  }

  @Override
  public void processElement(ArrivedRecord<T> arrival, Context context, Collector<Match> out) {
    read.add();
    if (arrival.isRejected()) {
      refusals.rejected(arrival, settings.reportsRejects(), context);
      return;
    }
    boolean late = isLate(arrival);
    DetectedEvent detected;
    try {
      detected = detect(arrival, late);
    } catch (RuntimeException | StackOverflowError e) {
      refusals.failed(arrival, e, context);
      return;
    }
    if (detected == null) {
      unwanted(late);
      return;
    }
    metrics.count("matched");
    emit(detected, context, out);
    if (late && detected.isUnknown()) {
      refusals.late(arrival, context);
    } else if (detected.isUnknown()) {
      ledger.accept();
    }
  }

  /**
   * The newest clock of the stream's partitions that is known here; {@link ArrivedRecord#NO_TIME}
   * if none is.
   */
  long newestClock() {
    return clocks.newest();
  }

  private void unwanted(boolean late) {
    if (late) {
      metrics.count("late_unwanted");
      ledger.late();
    } else {
      ledger.accept();
    }
  }

  /** Late is what is older than its own partition's clock, less the lateness. */
  private boolean isLate(ArrivedRecord<T> arrival) {
    long clock = clocks.with(arrival);
    return settings.checksLateness()
        && clock != ArrivedRecord.NO_TIME
        && arrival.eventTime() < clock - arrival.lateness();
  }

  /**
   * Returns what rules say of an event; null if no rule wants it. Of a late one those that keep
   * state are asked, which know whether it is a duplicate.
   */
  private @Nullable DetectedEvent detect(ArrivedRecord<T> arrival, boolean late) {
    T datum = arrival.datum();
    if (datum == null || !detector.matches(row.show(datum))) {
      return null;
    }
    DetectedEvent detected = new DetectedEvent();
    detector.report(
        row,
        new EventDetector.Origin(
            header.id(datum),
            header.tokenDomain(datum),
            arrival.eventTime(),
            late,
            EventDetails.take(settings.stream(), row),
            arrival.place(),
            arrival.receivedAt()),
        detected);
    return detected;
  }

  private void emit(DetectedEvent detected, Context context, Collector<Match> out) {
    detected.findings.forEach(finding -> context.output(SideOutputs.FINDINGS, finding));
    ScoreInput.of(detected.findings, settings.rules())
        .forEach(input -> context.output(SideOutputs.SCORED, input));
    detected.firstPass.forEach(out::collect);
    detected.secondPass.forEach(match -> context.output(SideOutputs.SECOND_PASS, match));
  }

  /** The detector's output for one event, kept until it is complete. */
  private static final class DetectedEvent implements EventDetector.Output {
    private final List<Finding> findings = new ArrayList<>();
    private final List<Match> firstPass = new ArrayList<>();
    private final List<Match> secondPass = new ArrayList<>();

    @Override
    public void finding(Finding finding) {
      findings.add(finding);
    }

    @Override
    public void match(Match match, int pass) {
      (pass == 1 ? firstPass : secondPass).add(match);
    }

    /** Returns whether no entity is asked that may know the event already. */
    boolean isUnknown() {
      return firstPass.isEmpty() && secondPass.isEmpty();
    }
  }

  /**
   * The rules that a stream feeds, also through other rules, as a metric with labels: so an alarm
   * on a silent stream can name those that see nothing. Shown by the first subtask alone.
   */
  private static final class RuleStreams {
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
}

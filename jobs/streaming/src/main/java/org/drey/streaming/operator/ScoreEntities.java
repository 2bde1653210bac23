package org.drey.streaming.operator;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.event.wire.RejectReason;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.event.EntityKey;
import org.drey.rules.score.Fold;
import org.drey.rules.score.Ledger;
import org.drey.streaming.event.DeadLetters;
import org.drey.streaming.event.PlacedFinding;

/** Keeps the ledgers of each entity and emits what changes of its alerts. */
public final class ScoreEntities extends KeyedProcessFunction<EntityKey, PlacedFinding, Alert>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** State names; a rename loses state. */
  public static final String ALERTS = "alerts";

  public static final String TIMER = "timer";

  /** When an entity is looked at again whose look has failed. */
  private static final long TRY_AGAIN_MILLIS = Duration.ofDays(1).toMillis();

  private final RuleSet rules;
  private final long settleMillis;
  private final long generation;
  private transient EntityScores scores;
  private transient ValueState<EntityAlerts> state;
  private transient LazyTimer timer;
  private transient Tally tally;
  private transient SafetyNet net;
  private transient KeptClock kept;
  private transient OperatorStateStore store;

  /**
   * The score step.
   *
   * @param settleMillis how much older than the clock a finding may be to be folded at its own
   *     time, see {@link Fold#settleMillis}
   * @param generation when the job was submitted, seconds since 1970; 0 for a bounded run
   */
  public ScoreEntities(RuleSet rules, long settleMillis, long generation) {
    this.rules = rules;
    this.settleMillis = settleMillis;
    this.generation = generation;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    store = context.getOperatorStateStore();
    kept = new KeptClock();
    kept.restore(store);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    kept.snapshot(store);
  }

  @Override
  public void open(OpenContext context) {
    scores = new EntityScores(rules, settleMillis, generation);
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(ALERTS, TypeInformation.of(EntityAlerts.class)));
    timer = new LazyTimer(getRuntimeContext(), TIMER);
    tally = new Tally(getRuntimeContext(), "score");
    net = new SafetyNet(getRuntimeContext(), "score");
  }

  @Override
  public void processElement(PlacedFinding placed, Context context, Collector<Alert> out)
      throws Exception {
    Finding finding = placed.finding();
    long clock = kept.at(context.timerService().currentWatermark());
    long now = context.timerService().currentProcessingTime();
    EntityScores.Step step = scores.step(state.value(), context.getCurrentKey(), clock, now);
    Ledger.Taken taken;
    try {
      taken = step.take(placed.under(rules.mark()));
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      if (placed.place().isKnown()) {
        tally.count("rejected." + RejectReason.INTERNAL);
        DeadLetter letter = DeadLetters.unexpected(placed.place(), e, finding.time(), now);
        context.output(Outputs.DEAD_LETTERS, letter);
      } else {
        lookAgain(Math.max(finding.time(), clock), context);
      }
      return;
    }
    if (taken == Ledger.Taken.NOT_KEPT) {
      return;
    }
    tally.count("findings");
    if (taken == Ledger.Taken.KEPT_BEHIND) {
      tally.count("behind_settled");
    }
    state.update(step.alerts());
    emit(step, out);
    timer.wakeAt(step.lookAfter(finding), context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    timer.fired();
    long clock = kept.at(context.timerService().currentWatermark());
    if (clock == Long.MAX_VALUE) {
      return; // a bounded run ends at its last event: no time passes after it
    }
    long now = context.timerService().currentProcessingTime();
    EntityScores.Step step = scores.step(state.value(), context.getCurrentKey(), clock, now);
    try {
      step.look();
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      lookAgain(clock, context);
      return;
    }
    emit(step, out);
    if (step.alerts().tracks().isEmpty()) {
      state.clear();
      return;
    }
    state.update(step.alerts());
    timer.wakeAt(step.lookAgain(), context.timerService());
  }

  /** No record is to blame: the entity stays as it was, and is looked at again a day later. */
  private void lookAgain(long clock, Context context) throws Exception {
    if (clock != Long.MAX_VALUE) {
      timer.wakeAt(clock + TRY_AGAIN_MILLIS, context.timerService());
    }
  }

  private void emit(EntityScores.Step step, Collector<Alert> out) {
    for (Alert revision : step.revisions()) {
      tally.count("revisions");
      out.collect(revision);
    }
  }
}

package org.drey.streaming.operator;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.event.Alert;
import org.drey.event.wire.RejectReason;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.EntityKey;
import org.drey.rules.score.AlertBook;
import org.drey.rules.score.AlertBooks;
import org.drey.rules.score.Fold;
import org.drey.rules.score.Ledger;
import org.drey.streaming.event.DeadLetters;
import org.drey.streaming.event.EventDetails;
import org.drey.streaming.event.PlacedFinding;

/** Keeps the book of each entity and emits what changes of its alerts. */
public final class ScoreEntities extends KeyedProcessFunction<EntityKey, PlacedFinding, Alert>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** When an entity is looked at again whose look has failed. */
  private static final long TRY_AGAIN_MILLIS = Duration.ofDays(1).toMillis();

  private final RuleSet rules;
  private final long settleMillis;
  private final long generation;
  private transient AlertBooks books;
  private transient AlertRecords records;
  private transient StateBook state;
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
    books = new AlertBooks(rules, settleMillis, EventDetails::namesIn);
    records = new AlertRecords(rules, generation);
    state = new StateBook(getRuntimeContext());
    tally = new Tally(getRuntimeContext(), "score");
    net = new SafetyNet(getRuntimeContext(), "score");
  }

  @Override
  public void processElement(PlacedFinding placed, Context context, Collector<Alert> out)
      throws Exception {
    long clock = kept.at(context.timerService().currentWatermark());
    long now = context.timerService().currentProcessingTime();
    AlertBook book;
    Ledger.Taken taken;
    List<Alert> alerts;
    try {
      book = books.open(context.getCurrentKey(), state, now);
      taken = book.accept(placed.under(rules.mark()), clock);
      alerts = records.of(context.getCurrentKey(), book.revisions());
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      refuse(placed, e, clock, now, context);
      return;
    }
    switch (taken) {
      case NOT_KEPT -> {}
      case KEPT -> tally.count("findings");
      case KEPT_BEHIND -> {
        tally.count("findings");
        tally.count("behind_settled");
      }
    }
    finish(book, alerts, context.timerService(), out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    long clock = kept.at(context.timerService().currentWatermark());
    if (clock == Long.MAX_VALUE) {
      return; // a bounded run ends at its last event: no time passes after it
    }
    AlertBook book;
    List<Alert> alerts;
    try {
      book =
          books.open(
              context.getCurrentKey(), state, context.timerService().currentProcessingTime());
      book.advance(clock);
      alerts = records.of(context.getCurrentKey(), book.revisions());
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      lookAgain(clock, context);
      return;
    }
    finish(book, alerts, context.timerService(), out);
  }

  private void finish(
      AlertBook book, List<Alert> alerts, TimerService timers, Collector<Alert> out) {
    book.write();
    if (book.nextTimer() != book.lastTimer()) {
      if (book.lastTimer() != Long.MAX_VALUE) {
        timers.deleteEventTimeTimer(book.lastTimer());
      }
      if (book.nextTimer() != Long.MAX_VALUE) {
        timers.registerEventTimeTimer(book.nextTimer());
      }
    }
    for (Alert revision : alerts) {
      tally.count("revisions");
      out.collect(revision);
    }
  }

  private void refuse(
      PlacedFinding placed, Throwable fault, long clock, long now, Context context) {
    if (placed.place().isKnown()) {
      tally.count("rejected." + RejectReason.INTERNAL);
      long time = placed.finding().time();
      context.output(
          Outputs.DEAD_LETTERS, DeadLetters.unexpected(placed.place(), fault, time, now));
    } else {
      lookAgain(Math.max(placed.finding().time(), clock), context);
    }
  }

  /** No record is to blame: the entity stays as it was, and is looked at again a day later. */
  private void lookAgain(long clock, Context context) {
    if (clock != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(clock + TRY_AGAIN_MILLIS);
    }
  }
}

package org.drey.streaming.operator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.event.Alert;
import org.drey.event.wire.RejectReason;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.EntityKey;
import org.drey.rules.score.AlertBooks;
import org.drey.rules.score.Band;
import org.drey.rules.score.EntityBooks;
import org.drey.rules.score.Fold;
import org.drey.rules.score.Ledger;
import org.drey.streams.event.DeadLetters;
import org.drey.streams.event.EventDetails;
import org.drey.streams.event.PlacedFinding;
import org.drey.streams.event.ScoreInput;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books of each entity and emits what changes of its alerts; at the side what changes of
 * its shadow alerts, if any scored rule is on trial.
 */
public final class ScoreEntities extends KeyedProcessFunction<EntityKey, ScoreInput, Alert>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** When an entity is looked at again whose look has failed. */
  private static final long TRY_AGAIN_MILLIS = Duration.ofDays(1).toMillis();

  private final RuleSet rules;
  private final long settleMillis;
  private final long generation;
  private final @Nullable Band fourEyesFrom;
  private transient AlertBooks books;
  private transient AlertRecords records;
  private transient StateBook live;
  private transient StateBook tried;
  private transient OperatorMetrics metrics;
  private transient SafetyNet net;
  private transient KeptClock kept;
  private transient OperatorStateStore store;

  /** What a call comes to, before anything is written. */
  private record Changes(EntityBooks book, List<Alert> alerts, List<Alert> shadows) {}

  /**
   * The score step.
   *
   * @param settleMillis how much older than the clock a finding may be to be folded at its own
   *     time, see {@link Fold#settleMillis}
   * @param generation when the job was submitted, seconds since 1970; 0 for a bounded run
   * @param fourEyesFrom the peak band from which a verdict needs a second analyst; null for none
   */
  public ScoreEntities(
      RuleSet rules, long settleMillis, long generation, @Nullable Band fourEyesFrom) {
    this.rules = rules;
    this.settleMillis = settleMillis;
    this.generation = generation;
    this.fourEyesFrom = fourEyesFrom;
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
    books = new AlertBooks(rules, settleMillis, EventDetails::namesIn, fourEyesFrom);
    records = new AlertRecords(rules, generation);
    live = new StateBook(getRuntimeContext(), "");
    tried = new StateBook(getRuntimeContext(), StateBook.TRIED);
    metrics = new OperatorMetrics(getRuntimeContext(), "score");
    net = new SafetyNet(getRuntimeContext(), "score");
  }

  @Override
  public void processElement(ScoreInput input, Context context, Collector<Alert> out)
      throws Exception {
    long clock = kept.at(context.timerService().currentWatermark());
    Changes changes;
    Ledger.Taken taken;
    try {
      EntityBooks book = open(context);
      taken = accept(input, book, clock);
      changes = changes(book, context);
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      refuse(input, e, clock, context);
      return;
    }
    count(input, taken);
    apply(changes, context, out);
  }

  private Ledger.Taken accept(ScoreInput input, EntityBooks book, long clock) {
    PlacedFinding finding = input.finding();
    return finding == null
        ? book.accept(requireNonNull(input.verdict(), "a verdict or a finding").verdict(), clock)
        : book.accept(finding.under(rules.mark()), clock);
  }

  private void count(ScoreInput input, Ledger.Taken taken) {
    if (taken != Ledger.Taken.NOT_KEPT) {
      if (input.finding() == null) {
        metrics.count("verdicts_taken");
      } else {
        metrics.count("findings");
      }
    }
    if (taken == Ledger.Taken.KEPT_BEHIND) {
      metrics.count("behind_settled");
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    long clock = kept.at(context.timerService().currentWatermark());
    if (clock == Long.MAX_VALUE) {
      return; // a bounded run ends at its last event: no time passes after it
    }
    Changes changes;
    try {
      EntityBooks book = open(context);
      book.advance(clock);
      changes = changes(book, context);
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      lookAgain(clock, context);
      return;
    }
    apply(changes, context, out);
  }

  private EntityBooks open(Context context) {
    long now = context.timerService().currentProcessingTime();
    return books.open(context.getCurrentKey(), live, tried, now);
  }

  private Changes changes(EntityBooks book, Context context) {
    EntityKey entity = context.getCurrentKey();
    return new Changes(
        book,
        records.of(entity, book.revisions()),
        rules.hasTrials() ? records.of(entity, book.shadowRevisions()) : List.of());
  }

  private void apply(Changes changes, Context context, Collector<Alert> out) {
    changes.book().write();
    changes.book().newTimers().forEach(context.timerService()::registerEventTimeTimer);
    for (Alert revision : changes.alerts()) {
      metrics.count("revisions");
      out.collect(revision);
    }
    changes.shadows().forEach(revision -> context.output(Outputs.SHADOW_ALERTS, revision));
  }

  private void refuse(ScoreInput input, Throwable fault, long clock, Context context) {
    long time = input.time();
    if (input.place().isKnown()) {
      metrics.count("rejected." + RejectReason.INTERNAL);
      long now = context.timerService().currentProcessingTime();
      context.output(Outputs.DEAD_LETTERS, DeadLetters.unexpected(input.place(), fault, time, now));
    } else {
      lookAgain(Math.max(time, clock), context);
    }
  }

  /** No record is to blame: the entity stays as it was, and is looked at again a day later. */
  private void lookAgain(long clock, Context context) {
    if (clock != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(clock + TRY_AGAIN_MILLIS);
    }
  }
}

package org.drey.streaming.operator;

import java.time.Duration;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.definitions.record.DeadLetters;
import org.drey.definitions.record.EventDetails;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.event.wire.RejectReason;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.cases.EntityLinks;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.score.AlertRetention;
import org.drey.rules.score.Band;
import org.drey.rules.score.EntityAlerts;
import org.drey.rules.score.EntityAlertsFactory;
import org.drey.rules.score.FindingMask;
import org.drey.rules.score.Fold;
import org.drey.rules.score.Ledger;
import org.drey.streaming.operator.ScoreCall.Changes;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books of each entity and emits what changes of its alerts; at the side what changes of
 * its shadow alerts, if any scored rule is on trial, and of its links to those that it names.
 */
public final class ScoreEntities extends KeyedProcessFunction<EntityKey, ScoreInput, Alert>
    implements CheckpointedFunction, CheckpointListener {
  private static final long serialVersionUID = 1L;

  /** The time after which an entity is looked at again whose look has failed. */
  private static final long TRY_AGAIN_MILLIS = Duration.ofDays(1).toMillis();

  private final RuleSet rules;
  private final long settleMillis;
  private final long generation;
  private final @Nullable Band fourEyesFrom;
  private final AlertRetention retention;
  private transient ErasedEntities erased;
  private transient EntityAlertsFactory books;
  private transient AlertRecords records;
  private transient AlertsState state;
  private transient StateLinks links;
  private transient OperatorMetrics metrics;
  private transient AlertLatency latency;
  private transient FaultHandler faults;
  private transient MonotonicClock jobClock;
  private transient OperatorStateStore store;

  /**
   * The score step.
   *
   * @param settleMillis how much older than the clock a finding may be to be folded at its own
   *     time, see {@link Fold#settleMillis}
   * @param generation when the job was submitted, seconds since 1970; 0 for a bounded run
   * @param fourEyesFrom the peak band from which a verdict needs a second analyst; null for none
   * @param retention for how long alerts are kept
   */
  public ScoreEntities(
      RuleSet rules,
      long settleMillis,
      long generation,
      @Nullable Band fourEyesFrom,
      AlertRetention retention) {
    this.rules = rules;
    this.settleMillis = settleMillis;
    this.generation = generation;
    this.fourEyesFrom = fourEyesFrom;
    this.retention = retention;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    store = context.getOperatorStateStore();
    jobClock = new MonotonicClock();
    jobClock.restore(store);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    jobClock.snapshot(store);
    latency.snapshot(context.getCheckpointId());
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    latency.complete(checkpoint);
  }

  @Override
  public void open(OpenContext context) {
    erased = new ErasedEntities();
    FindingMask masking = new FindingMask(erased, EventDetails::without);
    books =
        new EntityAlertsFactory(
            rules, settleMillis, EventDetails::linksIn, fourEyesFrom, retention, masking);
    records = new AlertRecords(rules, generation);
    state = new AlertsState(getRuntimeContext());
    links = new StateLinks(getRuntimeContext());
    metrics = new OperatorMetrics(getRuntimeContext(), "score", ScoreCounts.NAMES);
    metrics.register("rejected." + RejectReason.NOT_ALLOWED);
    metrics.register("rejected." + RejectReason.INTERNAL);
    latency = new AlertLatency(getRuntimeContext().getMetricGroup(), System::currentTimeMillis);
    faults = new FaultHandler(getRuntimeContext(), "score");
  }

  @Override
  public void processElement(ScoreInput input, Context context, Collector<Alert> out)
      throws Exception {
    take(input, KeyContext.of(context), out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    look(KeyContext.of(context), out);
  }

  /** Takes in what is new of the entity at hand. */
  void take(ScoreInput input, KeyContext context, Collector<Alert> out) throws Exception {
    long clock = jobClock.at(context.watermark());
    Changes changes;
    List<Ledger.LedgerChange> taken;
    try {
      ScoreCall call = open(context);
      taken = call.accept(input, clock);
      changes = call.changes(context.entity(), records, input.time());
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      faults.record(e);
      refuse(input, e, clock, context);
      return;
    }
    if (taken.contains(Ledger.LedgerChange.REFUSED)) {
      reject(ScoreCall.refused(input, erased, context.now()), context);
      return;
    }
    taken.forEach(one -> ScoreCounts.count(input, one, metrics));
    apply(changes, context, out);
    latency.emitted(changes.alerts().size(), input);
  }

  /** Lets time pass for the entity at hand, but not when all has ended. */
  void look(KeyContext context, Collector<Alert> out) throws Exception {
    long clock = jobClock.at(context.watermark());
    if (clock != Long.MAX_VALUE) {
      look(clock, context, out);
    }
  }

  /** Lets time pass for the entity at hand, up to a clock, milliseconds since 1970. */
  void look(long clock, KeyContext context, Collector<Alert> out) throws Exception {
    Changes changes;
    try {
      ScoreCall call = open(context);
      call.book().advance(clock);
      changes = call.changes(context.entity(), records, clock);
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      faults.record(e);
      lookAgain(clock, context);
      return;
    }
    apply(changes, context, out);
  }

  /** Returns who was erased by now: to be brought up to date before each call. */
  ErasedEntities erased() {
    return erased;
  }

  /** Returns whether what alerts of the entity at hand show may name one of them. */
  boolean mayShow(ErasedTokens gone) {
    return state.mayShow(gone);
  }

  /** Changes what alerts of the entity at hand say, as of the newest clock; needs no timers. */
  void amend(ObjLongConsumer<ScoreCall> amendment, KeyContext context, Collector<Alert> out)
      throws Exception {
    long clock = jobClock.newest(context.watermark());
    Changes changes;
    try {
      ScoreCall call = open(context);
      amendment.accept(call, clock);
      changes = call.changes(context.entity(), records, clock);
    } catch (StateFailedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      faults.record(e); // who is erased is masked whenever it is read
      return;
    }
    apply(changes, context, out);
  }

  private ScoreCall open(KeyContext context) {
    EntityAlerts book = books.open(context.entity(), state, context.now());
    return new ScoreCall(rules, books, erased, book, new EntityLinks(context.entity(), links));
  }

  private void apply(Changes changes, KeyContext context, Collector<Alert> out) {
    changes.write(links);
    long timer = changes.of().book().nextTimer();
    if (timer != Long.MAX_VALUE && timer != changes.of().book().lastTimer()) {
      context.timers().registerEventTimeTimer(timer);
    }
    for (Alert revision : changes.alerts()) {
      if (AlertRecords.isThere(revision)) {
        metrics.count("revisions");
      } else if (changes.isKnown(revision)) {
        metrics.count("ended");
      }
      out.collect(revision);
    }
    changes.shadows().forEach(revision -> context.output(SideOutputs.SHADOW_ALERTS, revision));
    for (EntityLink link : changes.sent()) {
      metrics.count("links");
      context.output(SideOutputs.LINKS, link);
    }
  }

  private void refuse(ScoreInput input, Throwable fault, long clock, KeyContext context) {
    long time = input.time();
    if (input.place().isKnown()) {
      reject(DeadLetters.unexpected(input.place(), fault, time, context.now()), context);
    } else {
      lookAgain(Math.max(time, clock), context);
    }
  }

  private void reject(DeadLetter letter, KeyContext context) {
    metrics.count("rejected." + letter.getReason());
    context.output(SideOutputs.DEAD_LETTERS, letter);
  }

  /** No record is to blame: the entity stays as it was, and is looked at again a day later. */
  private void lookAgain(long clock, KeyContext context) {
    if (context.watermark() != Long.MAX_VALUE) {
      context.timers().registerEventTimeTimer(clock + TRY_AGAIN_MILLIS);
    }
  }

  /** Counts what became of what the score took in. */
  private static final class ScoreCounts {
    /** All counts of the score. */
    static final String[] NAMES = {
      "findings-dropped",
      "erased",
      "verdicts_taken",
      "findings",
      "behind_settled",
      "revisions",
      "ended",
      "links"
    };

    private ScoreCounts() {}

    static void count(ScoreInput input, Ledger.LedgerChange taken, OperatorMetrics metrics) {
      if (taken == Ledger.LedgerChange.NO_ROOM || taken == Ledger.LedgerChange.KEPT_EVICTING) {
        metrics.count("findings-dropped");
      }
      if (taken == Ledger.LedgerChange.NOT_KEPT || taken == Ledger.LedgerChange.NO_ROOM) {
        return;
      }
      if (input.isErasure()) {
        metrics.count("erased");
      } else if (input.findings().isEmpty()) {
        metrics.count("verdicts_taken");
      } else {
        metrics.count("findings");
      }
      if (taken == Ledger.LedgerChange.KEPT_BEHIND) {
        metrics.count("behind_settled");
      }
    }
  }
}

package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.List;
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
import org.drey.rules.compile.Track;
import org.drey.rules.correlate.Finding;
import org.drey.rules.event.EntityKey;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.AlertContent.Priority;
import org.drey.rules.score.Episode;
import org.drey.rules.score.Fold;
import org.drey.rules.score.Ledger;
import org.drey.rules.score.Told.Revision;
import org.drey.streaming.event.DeadLetters;
import org.drey.streaming.event.PlacedFinding;

/** Keeps the ledgers of each entity and emits what changes of its alerts. */
public final class ScoreEntities extends KeyedProcessFunction<EntityKey, PlacedFinding, Alert>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** State names; a rename loses state. */
  public static final String ALERTS = "alerts";

  public static final String TIMER = "timer";

  private static final long DAY = 86_400_000L;

  private static final long LOOK_EVERY = 30 * DAY;

  /**
   * Spreads looks that only forget over entities, also of neighbouring hashes (the golden ratio).
   */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** When an entity is looked at again whose look has failed. */
  private static final long TRY_AGAIN_MILLIS = DAY;

  /** How long what was said of an alert is remembered, longer than consumers keep closed ones. */
  private static final long MEMORY = 2 * 365 * DAY;

  private final RuleSet rules;
  private final long settleMillis;
  private final long generation;
  private transient Fold fold;
  private transient AlertRecords records;
  private transient LedgerEntries entries;
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
    fold = new Fold(rules);
    records = new AlertRecords(rules, generation);
    entries = new LedgerEntries(rules);
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
    EntityAlerts known = state.value();
    Step step = new Step(EntityAlerts.copyOf(known), context);
    Ledger.Taken taken;
    try {
      taken = step.take(finding);
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      if (placed.place().isKnown()) {
        tally.count("rejected." + RejectReason.INTERNAL);
        DeadLetter letter = DeadLetters.unexpected(placed.place(), e, finding.time(), step.now);
        context.output(Outputs.DEAD_LETTERS, letter);
      } else {
        lookAgain(Math.max(finding.time(), step.clock), context);
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
    state.update(step.alerts);
    emit(step, out);
    long settles = Math.max(finding.time(), step.clock) + DAY + settleMillis;
    long spread = Math.floorMod(step.entity.hashCode() * SPREAD, DAY);
    timer.wakeAt(nextLook(step.alerts, step.clock, settles + spread), context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    timer.fired();
    long clock = kept.at(context.timerService().currentWatermark());
    if (clock == Long.MAX_VALUE) {
      return; // a bounded run ends at its last event: no time passes after it
    }
    Step step = new Step(EntityAlerts.copyOf(state.value()), context);
    try {
      step.look();
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      lookAgain(clock, context);
      return;
    }
    emit(step, out);
    if (step.alerts.tracks().isEmpty()) {
      state.clear();
      return;
    }
    state.update(step.alerts);
    timer.wakeAt(nextLook(step.alerts, clock, clock + LOOK_EVERY), context.timerService());
  }

  /** No record is to blame: the entity stays as it was, and is looked at again a day later. */
  private void lookAgain(long clock, Context context) throws Exception {
    if (clock != Long.MAX_VALUE) {
      timer.wakeAt(clock + TRY_AGAIN_MILLIS, context.timerService());
    }
  }

  private void emit(Step step, Collector<Alert> out) {
    for (Alert revision : step.revisions) {
      tally.count("revisions");
      out.collect(revision);
    }
  }

  /** When an open episode ends, else when more can be forgotten. */
  private static long nextLook(EntityAlerts alerts, long clock, long forgets) {
    long next = forgets;
    for (TrackAlerts one : alerts.tracks()) {
      long closes = one.newest() + Episode.QUIET_MILLIS + 1;
      if (one.told().isOpen() && closes > clock) {
        next = Math.min(next, closes);
      }
    }
    return next;
  }

  /** What was never told ends with its evidence, an alert when consumers have long closed it. */
  private static boolean isForgotten(TrackAlerts one, long clock) {
    return one.told().revision() == 0 ? one.entries().isEmpty() : clock >= one.newest() + MEMORY;
  }

  /** One call's work on the alerts of an entity; what it has to say is kept until it is done. */
  private final class Step {
    private final EntityAlerts alerts;
    private final EntityKey entity;
    private final long clock;
    private final long now;
    private final List<Alert> revisions = new ArrayList<>();

    Step(EntityAlerts alerts, Context context) {
      this.alerts = alerts;
      this.entity = context.getCurrentKey();
      this.clock = kept.at(context.timerService().currentWatermark());
      this.now = context.timerService().currentProcessingTime();
    }

    /** Takes in a finding. */
    Ledger.Taken take(Finding finding) {
      Track track = rules.head(finding.rule()).scoring().track();
      TrackAlerts own = alerts.track(track);
      Ledger.Taken taken = own.ledger().add(entries.of(finding));
      if (taken != Ledger.Taken.NOT_KEPT) {
        alerts.put(own);
        revise(track == Track.VICTIM ? List.of(track, Track.PAYER) : List.of(track));
      }
      return taken;
    }

    /** Says what the passing of time changes, and forgets what can change no more. */
    void look() {
      revise(List.of(Track.values()));
      settleAll();
      alerts.tracks().removeIf(one -> isForgotten(one, clock));
    }

    /** Forgets what can change no more, up to the last day that no late event can reach. */
    private void settleAll() {
      long until = Math.floorDiv(clock - settleMillis, DAY) * DAY - 1;
      long keepFrom = Long.MAX_VALUE;
      for (TrackAlerts one : alerts.tracks()) {
        keepFrom = Math.min(keepFrom, one.oldestToTell());
      }
      Ledger victim = alerts.victim();
      for (TrackAlerts one : List.copyOf(alerts.tracks())) {
        Track track = Track.valueOf(one.track());
        alerts.put(one.with(fold.settle(track, one.ledger(), victim, until, keepFrom)));
      }
    }

    /** Says what changes of some tracks; a victim finding may hold the payer's score down. */
    private void revise(List<Track> tracks) {
      Ledger victim = alerts.victim();
      for (Track track : tracks) {
        TrackAlerts one = alerts.track(track);
        AlertContent content = fold.content(track, one.ledger(), victim);
        boolean closed =
            content != null
                && clock != Long.MAX_VALUE
                && clock > content.asOf() + Episode.QUIET_MILLIS;
        Revision revision = one.told().revise(content, closed);
        if (revision != null) {
          alerts.put(revised(one, revision));
        }
      }
    }

    private TrackAlerts revised(TrackAlerts one, Revision revision) {
      long due = one.dueBy();
      if (revision.telling()) {
        AlertContent content = revision.content();
        Priority priority = content == null ? Priority.P3 : content.priority();
        due = now + priority.dueMillis(Track.valueOf(one.track()));
      }
      revisions.add(records.of(entity, one, revision, now, due));
      return one.with(revision.told(), due);
    }
  }
}

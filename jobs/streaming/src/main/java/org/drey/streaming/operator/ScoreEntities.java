package org.drey.streaming.operator;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.event.wire.RejectReason;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.compile.Track;
import org.drey.rules.correlate.Finding;
import org.drey.rules.event.EntityKey;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.Episode;
import org.drey.rules.score.Fold;
import org.drey.rules.score.Ledger;
import org.drey.rules.score.LedgerEntry;
import org.drey.rules.score.Told.Revision;
import org.drey.streaming.event.DeadLetters;
import org.drey.streaming.event.PlacedFinding;

/** Keeps the ledgers of each entity and emits what changes of its alerts. */
public final class ScoreEntities extends KeyedProcessFunction<EntityKey, PlacedFinding, Alert> {
  private static final long serialVersionUID = 1L;

  /** State names; a rename loses state. */
  public static final String ALERTS = "alerts";

  public static final String TIMER = "timer";

  private static final double MOST_STRENGTH = 0.99;
  private static final long DAY = 86_400_000L;

  private static final long LOOK_EVERY = 30 * DAY;

  /** When an entity is looked at again whose look has failed. */
  private static final long TRY_AGAIN_MILLIS = DAY;

  /** How long what was said of an alert is remembered, longer than consumers keep closed ones. */
  private static final long MEMORY = 2 * 365 * DAY;

  private final RuleSet rules;
  private final long latenessMillis;
  private transient Fold fold;
  private transient AlertRecords records;
  private transient ValueState<EntityAlerts> state;
  private transient LazyTimer timer;
  private transient Tally tally;
  private transient SafetyNet net;

  /**
   * The score step.
   *
   * @param latenessMillis how much older than the clock a finding may be: the largest lateness of
   *     any stream, or settle time of any rule
   */
  public ScoreEntities(RuleSet rules, long latenessMillis) {
    this.rules = rules;
    this.latenessMillis = latenessMillis;
  }

  @Override
  public void open(OpenContext context) {
    fold = new Fold(rules);
    records = new AlertRecords(rules);
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
    Step step = new Step(known == null ? EntityAlerts.empty() : known.copy(), context);
    boolean news;
    try {
      news = step.take(finding);
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e);
      tally.count("rejected." + RejectReason.INTERNAL);
      DeadLetter letter = DeadLetters.unexpected(placed.place(), e, finding.time(), step.now);
      context.output(Outputs.DEAD_LETTERS, letter);
      return;
    }
    if (news) {
      tally.count("findings");
      state.update(step.alerts);
      emit(step, out);
      timer.wakeAt(finding.time() + DAY + latenessMillis, context.timerService());
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    timer.fired();
    long clock = context.timerService().currentWatermark();
    if (clock == Long.MAX_VALUE) {
      return; // a bounded run ends at its last event: no time passes after it
    }
    Step step = new Step(state.value().copy(), context);
    try {
      step.look();
    } catch (RuntimeException | StackOverflowError e) {
      net.caught(e); // no record is to blame: the entity stays as it was
      timer.wakeAt(clock + TRY_AGAIN_MILLIS, context.timerService());
      return;
    }
    emit(step, out);
    if (step.alerts.tracks().isEmpty()) {
      state.clear();
      return;
    }
    state.update(step.alerts);
    timer.wakeAt(nextLook(step.alerts, clock), context.timerService());
  }

  private void emit(Step step, Collector<Alert> out) {
    for (Alert revision : step.revisions) {
      tally.count("revisions");
      out.collect(revision);
    }
  }

  /** When an open episode ends, else after a while, when more can be forgotten. */
  private static long nextLook(EntityAlerts alerts, long clock) {
    long next = clock + LOOK_EVERY;
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
      this.clock = context.timerService().currentWatermark();
      this.now = context.timerService().currentProcessingTime();
    }

    /** Takes in a finding; false if nothing changes. */
    boolean take(Finding finding) {
      Track track = rules.head(finding.rule()).scoring().track();
      TrackAlerts own = alerts.track(track);
      if (!own.ledger().add(entry(finding))) {
        return false;
      }
      alerts.put(own);
      revise(track == Track.VICTIM ? List.of(track, Track.PAYER) : List.of(track));
      return true;
    }

    /** Says what the passing of time changes, and forgets what can change no more. */
    void look() {
      revise(List.of(Track.values()));
      settleAll();
      alerts.tracks().removeIf(one -> isForgotten(one, clock));
    }

    /** Forgets what can change no more, up to the last day that no late event can reach. */
    private void settleAll() {
      long until = Math.floorDiv(clock - latenessMillis, DAY) * DAY - 1;
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
      if (revision.telling() && revision.content() != null) {
        due = now + revision.content().priority().dueMillis(Track.valueOf(one.track()));
      }
      revisions.add(records.of(entity, one, revision, now, due));
      return one.with(revision.told(), due);
    }
  }

  private LedgerEntry entry(Finding finding) {
    RuleHead head = rules.head(finding.rule());
    Scoring scoring = head.scoring();
    return new LedgerEntry(
        scoring.indicator(),
        head.id(),
        finding.id(),
        finding.time(),
        Math.min(MOST_STRENGTH, scoring.strength() * finding.quality()),
        finding.observed(),
        finding.events(),
        finding.evidence(),
        linked(finding));
  }

  /** The other entities that the finding's group names. */
  private List<String> linked(Finding finding) {
    List<String> linked = new ArrayList<>();
    if (!rules.isDetection(finding.rule())) {
      CorrelationRule rule = rules.correlation(finding.rule());
      for (int i = 0; i < rule.groupBy().size(); i++) {
        String kind = rule.groupBy().get(i).kind();
        if (kind != null && i != rule.scored()) {
          linked.add(kind + ":" + finding.group()[i]);
        }
      }
    }
    return linked;
  }
}

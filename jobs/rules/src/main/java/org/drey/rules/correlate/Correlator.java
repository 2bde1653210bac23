package org.drey.rules.correlate;

import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.HeadNotes;
import org.drey.rules.log.LogStore;
import org.drey.rules.log.PartCache;
import org.drey.rules.log.PendingSpans;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;

/**
 * Evaluates the correlations of one pass over the log of one entity at a time. Pure: the log is
 * lent by a {@link LogStore}, which is written at the end of a call if all went well; time is the
 * clock that is handed in. It remembers parts of logs that it has read, so that for as long as it
 * is used all writes of its stores have to be its own.
 *
 * <p>A window that a new event falls into is evaluated at once, also for later events that were
 * there before it. What must not be reported too early waits for {@link #advance}, and what would
 * take a call too long.
 */
public final class Correlator {
  /** The most observations of an entity; beyond it the oldest goes and is counted. */
  public static final int MAX_OBSERVATIONS = 1_000_000;

  /** So small a part of a full log goes at once, so that its chunks are not written each time. */
  private static final int DROPPED_TOGETHER = 10_000;

  private final RuleSet rules;
  private final int pass;
  private final CorrelationViews views;
  private final FindingAudience audience;
  private final EntityBounds bounds;
  private final PartCache parts;
  private final RecordProvenance noRecord;

  /** The output of a correlator. */
  public interface Output {
    /** A finding, or the settled version of one reported before. */
    void finding(Finding finding);

    /** A finding that belongs to another entity's state: once, when it is first reported. */
    void forward(Match match);

    /** The oldest observation of a full log went. */
    void dropped();
  }

  /** The outcome of a match. */
  public enum Outcome {
    NEW,
    DUPLICATE,
    LATE
  }

  /**
   * The result of a match.
   *
   * @param nextTimer when its entity has to be looked at, {@link Long#MAX_VALUE} for never
   * @param before when it had to be looked at before
   */
  public record StepResult(Outcome outcome, long nextTimer, long before) {}

  /**
   * A correlator.
   *
   * @param pass 1, or 2 for what is built on findings of another entity
   */
  public Correlator(RuleSet rules, int pass, FindingAudience audience) {
    this(rules, pass, audience, EntityBounds.USUAL);
  }

  Correlator(RuleSet rules, int pass, FindingAudience audience, EntityBounds bounds) {
    this.rules = rules;
    this.pass = pass;
    this.views = new CorrelationViews(rules, pass);
    this.audience = audience;
    this.bounds = bounds;
    this.parts = new PartCache(bounds.parts());
    this.noRecord = new RecordProvenance(RecordPosition.NOWHERE, rules.mark());
  }

  /**
   * Takes in a match for its entity.
   *
   * @param clock the job's, which never goes back; {@link Long#MIN_VALUE} before the first event
   */
  public StepResult accept(Match match, long clock, LogStore store, Output output) {
    EntityLog log = open(match.entity(), store);
    long before = log.notes().timer();
    long place = log.find(match.event());
    if (match.late()) {
      return new StepResult(place < 0 ? Outcome.LATE : Outcome.DUPLICATE, before, before);
    }
    boolean forgot = forgetOthers(log);
    IncrementalWindows windows = new IncrementalWindows(log, views);
    EntityStep step = step(windows, output, match.from());
    if (!step.take(match.rules(), match.seen(), clock, match.values(), place)) {
      if (forgot) {
        log.close();
      }
      return new StepResult(Outcome.DUPLICATE, before, before);
    }
    int most = bounds.observations();
    boolean isTooMuch = log.size() > most + most / DROPPED_TOGETHER;
    while (isTooMuch && log.size() > most) {
      dropOldest(windows, step, clock);
      output.dropped();
    }
    if (views.canSpare(match.rules())) {
      new BenignEviction(views, log, clock).takeOut(windows::gone);
    }
    dropEnded(windows, clock);
    log.notes().setTimer(Math.min(before, step.nextTimer()));
    windows.write();
    log.close();
    return new StepResult(Outcome.NEW, log.notes().timer(), before);
  }

  /**
   * Reports what has settled, the rules that others are built on first, and then drops what no
   * longer matters; of much only a part, and then asks to come back: soon, or in the same moment if
   * another entity's state waits for what is found here.
   *
   * @return when to come back, at once if that is not after the clock; {@link Long#MAX_VALUE} if
   *     nothing waits
   */
  public long advance(EntityKey entity, long clock, LogStore store, Output output) {
    EntityLog log = open(entity, store);
    forgetOthers(log);
    if (clock < Long.MAX_VALUE) {
      log.work().limit(bounds.look());
    }
    IncrementalWindows windows = new IncrementalWindows(log, views);
    SpanReevaluation settling =
        new SpanReevaluation(
            step(windows, output, noRecord).reports(), windows, clock, 2 * bounds.near());
    views.all().forEach(settling::settle);
    long until = beforeUnsettled(log);
    if (log.work().isLeft()) { // what is due is judged before anything goes
      log.expire(clock, until, windows::gone);
    }
    HeadNotes notes = log.notes();
    long next = nextLook(log, clock, until);
    notes.setTimer(notes.timer() > clock ? Math.min(notes.timer(), next) : next);
    windows.write();
    log.close();
    return log.size() == 0 ? Long.MAX_VALUE : notes.timer();
  }

  /** Forgets what is remembered of an entity whose store is cleared. */
  public void forget(EntityKey entity) {
    parts.forget(entity);
  }

  private long nextLook(EntityLog log, long clock, long until) {
    PendingSpans waiting = log.notes().waiting();
    long end = log.isInHead(Long.MIN_VALUE) ? ObservationRetention.nextLook(log) : log.nextEnd();
    long due = waiting.nextDue();
    boolean waits = end <= clock && until < Long.MAX_VALUE && log.work().isLeft();
    long next = waits ? due : Math.min(due, end); // what has to settle first is due
    boolean isAwaited =
        views.all().stream().anyMatch(v -> v.isAwaited() && waiting.isDue(v.number(), clock));
    return next <= clock && clock < Long.MAX_VALUE && !isAwaited ? clock + 1 : next;
  }

  /**
   * Drops the observations that have ended, where the log is a head that is written anyway: so
   * there is seldom something to look for.
   */
  private void dropEnded(IncrementalWindows windows, long clock) {
    EntityLog log = windows.log();
    if (log.isInHead(Long.MIN_VALUE)) {
      log.expire(clock, beforeUnsettled(log), windows::gone);
    }
  }

  /**
   * The time after which observations are in a window that has to be looked at again; after {@link
   * #forgetOthers}, so that each rule that waits has its view.
   */
  private long beforeUnsettled(EntityLog log) {
    PendingSpans waiting = log.notes().waiting();
    long until = Long.MAX_VALUE;
    for (long rule : waiting.rules()) {
      until = Math.min(until, waiting.first(rule) - views.ofNumber(rule).timespan());
    }
    return until;
  }

  private EntityLog open(EntityKey entity, LogStore store) {
    return EntityLog.open(entity, store, views.ends(entity), bounds.sizes(), parts);
  }

  private EntityStep step(IncrementalWindows windows, Output output, RecordProvenance from) {
    return new EntityStep(rules, pass, windows, audience, bounds, output, from);
  }

  /** Forgets what is kept for rules that are no more; returns whether there was any. */
  private boolean forgetOthers(EntityLog log) {
    return log.notes()
        .keepOnly(views.numbers(), views.counted(), number -> CountStore.forget(log, number));
  }

  private void dropOldest(IncrementalWindows windows, EntityStep step, long clock) {
    EntityLog log = windows.log();
    SpanReevaluation settling = new SpanReevaluation(step.reports(), windows, clock, 0);
    for (CorrelationView view : views.all()) {
      if (!view.rule().isMonotone()) {
        settling.decideFirst(view, bounds.look());
      }
    }
    windows.gone(log.get(log.begin()));
    log.remove(log.begin());
  }
}

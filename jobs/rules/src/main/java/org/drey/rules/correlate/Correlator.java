package org.drey.rules.correlate;

import java.util.List;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.event.EntityKey;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LogStore;
import org.drey.rules.log.Observation;

/**
 * Evaluates the correlations of one pass over the log of one entity at a time. Pure: the log is
 * lent by a {@link LogStore}, time is the clock that is handed in.
 *
 * <p>A window that a new event falls into is evaluated at once, also for later events that were
 * there before it. What must not be reported too early waits for {@link #advance}.
 */
public final class Correlator {
  /** The most observations of an entity; beyond it the oldest goes and is counted. */
  public static final int MOST_OBSERVATIONS = 1_000_000;

  private final RuleSet rules;
  private final int pass;
  private final Views views;
  private final Audience audience;
  private final Bounds bounds;

  /** What a correlator has to say. */
  public interface Output {
    /** A finding, or the settled version of one reported before. */
    void finding(Finding finding);

    /** A finding that belongs to another entity's state: once, when it is first told. */
    void forward(Match match);

    /** The oldest observation of a full log went. */
    void dropped();
  }

  /** What became of a match. */
  public enum Outcome {
    NEW,
    DUPLICATE,
    LATE
  }

  /**
   * What a match led to.
   *
   * @param wakeUp when its entity has to be looked at, {@link Long#MAX_VALUE} for never
   * @param before when it had to be looked at before
   */
  public record Taken(Outcome outcome, long wakeUp, long before) {}

  /**
   * A correlator.
   *
   * @param pass 1, or 2 for what is built on findings of another entity
   */
  public Correlator(RuleSet rules, int pass, Audience audience) {
    this(rules, pass, audience, Bounds.USUAL);
  }

  Correlator(RuleSet rules, int pass, Audience audience, Bounds bounds) {
    this.rules = rules;
    this.pass = pass;
    this.views = new Views(rules, pass);
    this.audience = audience;
    this.bounds = bounds;
  }

  /**
   * Takes in a match for its entity.
   *
   * @param clock the job's, which never goes back; {@link Long#MIN_VALUE} before the first event
   */
  public Taken accept(Match match, long clock, LogStore store, Output output) {
    EntityLog log = open(match.entity(), store);
    long before = log.timer();
    int rank = log.find(match.event());
    if (match.late()) {
      return new Taken(rank < 0 ? Outcome.LATE : Outcome.DUPLICATE, before, before);
    }
    boolean forgot = forgetOthers(log);
    EntityStep step = step(log, output);
    if (!step.take(match.rules(), match.seen(), clock, match.values(), rank)) {
      if (forgot) {
        log.close();
      }
      return new Taken(Outcome.DUPLICATE, before, before);
    }
    while (log.size() > bounds.observations()) {
      dropOldest(log, step, clock);
      output.dropped();
    }
    if (views.canSpare(match.rules())) {
      new Spare(views, log, clock).takeOut(gone -> forget(log, gone));
    }
    log.setTimer(Math.min(before, step.wakeUp()));
    log.close();
    return new Taken(Outcome.NEW, log.timer(), before);
  }

  /**
   * Reports what has settled, the rules that others are built on first, and then drops what no
   * longer matters; of much only a part, and then asks to come back soon.
   *
   * @return when to come back, or {@link Long#MAX_VALUE} if nothing waits
   */
  public long advance(EntityKey entity, long clock, LogStore store, Output output) {
    EntityLog log = open(entity, store);
    forgetOthers(log);
    int most = clock == Long.MAX_VALUE ? Integer.MAX_VALUE : bounds.look();
    Settling settling = new Settling(step(log, output).reports(), clock, 2 * bounds.near(), most);
    views.all().forEach(settling::settle);
    long until = beforeUnsettled(log);
    if (settling.canGoOn()) { // what is due is judged before anything goes
      log.expire(clock, until, most, gone -> forget(log, gone));
    }
    long end = log.nextEnd();
    long due = log.nextDue();
    boolean waits = end <= clock && until < Long.MAX_VALUE; // for what has to settle first
    long next = waits ? due : Math.min(due, end);
    log.setTimer(next <= clock && clock < Long.MAX_VALUE ? clock + 1 : next);
    log.close();
    return log.size() == 0 ? Long.MAX_VALUE : log.timer();
  }

  /** The time after which observations are in a window that has to be looked at again. */
  private long beforeUnsettled(EntityLog log) {
    long until = Long.MAX_VALUE;
    for (View view : views.all()) {
      long first = log.firstUnsettled(view.number());
      until = first == Long.MAX_VALUE ? until : Math.min(until, first - view.timespan());
    }
    return until;
  }

  private EntityLog open(EntityKey entity, LogStore store) {
    return EntityLog.open(entity, store, views.ends(entity), bounds.sizes());
  }

  private EntityStep step(EntityLog log, Output output) {
    return new EntityStep(rules, pass, views, log, audience, bounds.near(), output);
  }

  /** Forgets what is kept for rules that are no more; returns whether there was any. */
  private boolean forgetOthers(EntityLog log) {
    return log.keepOnly(views.numbers(), views.counted(), number -> KeptCounts.forget(log, number));
  }

  private void forget(EntityLog log, Observation gone) {
    for (long number : List.copyOf(log.edges().keySet())) {
      new KeptCounts(log, views.ofCounts(number), number).gone(gone);
    }
  }

  private void dropOldest(EntityLog log, EntityStep step, long clock) {
    Settling settling = new Settling(step.reports(), clock, 0, bounds.look());
    for (View view : views.all()) {
      if (!view.rule().isMonotone()) {
        settling.judgeFirst(view);
      }
    }
    forget(log, log.get(0));
    log.remove(0);
  }
}

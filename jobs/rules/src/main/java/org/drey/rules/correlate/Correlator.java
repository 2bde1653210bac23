package org.drey.rules.correlate;

import java.util.List;
import java.util.Set;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.log.ChunkCache;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LogStore;
import org.drey.rules.log.PendingSpans;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;

/**
 * Evaluates the correlations of one pass over the log of one entity at a time. Pure: the log is
 * lent by a {@link LogStore}, which is written at the end of a call if all went well; time is the
 * clock that is handed in. It remembers chunks of logs that it has read, so that for as long as it
 * is used all writes of its stores have to be its own.
 *
 * <p>A window that a new event falls into is evaluated at once, also for later events that were
 * there before it. What must not be reported too early waits for {@link #advance}.
 */
public final class Correlator {
  /** A full log may have so small a part more, so that its chunks are not written each time. */
  private static final int DROPPED_TOGETHER = 32;

  private final RuleSet rules;
  private final int pass;
  private final CorrelationViews views;
  private final FindingAudience audience;
  private final EntityBounds bounds;
  private final ChunkCache chunks;
  private final RecordProvenance noRecord;

  /** The output of a correlator. */
  public interface Output {
    /** A finding, or the settled version of one reported before. */
    void finding(Finding finding);

    /** A finding that belongs to another entity's state: once, when it is first reported. */
    void forward(Match match);

    /** An observation of a full log went. */
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
    this.chunks = new ChunkCache(bounds.chunks());
    this.noRecord = new RecordProvenance(RecordPosition.NOWHERE, rules.mark());
  }

  /**
   * Takes in a match for its entity.
   *
   * @param clock the job's, which never goes back; {@link Long#MIN_VALUE} before the first event
   */
  public StepResult accept(Match match, long clock, LogStore store, Output output) {
    EntityLog log = open(match.entity(), store);
    long before = log.timer();
    int rank = log.find(match.event());
    if (match.late()) {
      return new StepResult(rank < 0 ? Outcome.LATE : Outcome.DUPLICATE, before, before);
    }
    boolean forgot = log.waiting().keepOnly(views.numbers());
    EntityStep step = step(log, output, match.from());
    if (!step.take(match.rules(), match.seen(), clock, match.values(), rank)) {
      if (forgot) {
        log.close();
      }
      return new StepResult(Outcome.DUPLICATE, before, before);
    }
    makeRoom(log, step, clock, output);
    if (views.canSpare(match.rules())) {
      new BenignEviction(views, log, clock).takeOut();
    }
    if (log.isAllHead()) { // which is written anyway: so there is seldom something to look for
      log.expire(clock, beforeUnsettled(log));
    }
    log.setTimer(Math.min(before, step.nextTimer()));
    log.close();
    return new StepResult(Outcome.NEW, log.timer(), before);
  }

  /**
   * Reports what has settled, the rules that others are built on first, and then drops what no
   * longer matters.
   *
   * @return when to come back; {@link Long#MAX_VALUE} if nothing waits
   */
  public long advance(EntityKey entity, long clock, LogStore store, Output output) {
    EntityLog log = open(entity, store);
    log.waiting().keepOnly(views.numbers());
    SpanReevaluation settling = new SpanReevaluation(step(log, output, noRecord).reports(), clock);
    views.all().forEach(settling::settle);
    long until = beforeUnsettled(log);
    log.expire(clock, until); // what is due was judged before anything goes
    long next = nextLook(log, clock, until);
    log.setTimer(log.timer() > clock ? Math.min(log.timer(), next) : next);
    log.close();
    return log.size() == 0 ? Long.MAX_VALUE : log.timer();
  }

  /** Forgets what is remembered of an entity whose store is cleared. */
  public void forget(EntityKey entity) {
    chunks.forget(entity);
  }

  private static long nextLook(EntityLog log, long clock, long until) {
    long due = log.waiting().nextDue();
    long end = log.isAllHead() ? ObservationRetention.nextLook(log) : log.nextEnd();
    boolean waits = end <= clock && until < Long.MAX_VALUE;
    return waits ? due : Math.min(due, end); // what has to settle first is due
  }

  /**
   * The time after which observations are in a window that has to be looked at again, once each
   * rule that waits has its view.
   */
  private long beforeUnsettled(EntityLog log) {
    PendingSpans waiting = log.waiting();
    long until = Long.MAX_VALUE;
    for (long rule : waiting.rules()) {
      until = Math.min(until, waiting.first(rule) - views.ofNumber(rule).timespan());
    }
    return until;
  }

  private EntityLog open(EntityKey entity, LogStore store) {
    return EntityLog.open(entity, store, views.ends(entity), bounds.sizes(), chunks);
  }

  private EntityStep step(EntityLog log, Output output, RecordProvenance from) {
    return new EntityStep(rules, pass, views, log, audience, output, from);
  }

  /** Drops some observations of a log that has too many, and judges those that have to wait. */
  private void makeRoom(EntityLog log, EntityStep step, long clock, Output output) {
    int most = bounds.observations();
    if (log.size() <= most + most / DROPPED_TOGETHER) {
      return;
    }
    Set<Integer> gone = new OverflowEviction(views, log).choose(log.size() - most);
    SpanReevaluation settling = new SpanReevaluation(step.reports(), clock);
    for (CorrelationView view : views.all()) {
      if (!view.rule().isMonotone()) {
        settling.decide(view, gone);
      }
    }
    log.remove(List.copyOf(gone));
    gone.forEach(rank -> output.dropped());
  }
}

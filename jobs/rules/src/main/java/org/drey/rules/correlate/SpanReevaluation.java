package org.drey.rules.correlate;

import java.time.Duration;
import java.util.Set;
import org.drey.rules.correlate.WindowSweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.PendingSpan;
import org.drey.rules.schema.EntityKey;

/** Looks again, when it has settled, at what an arrival left open and at findings that grew. */
final class SpanReevaluation {
  /** Spans that settle within so many milliseconds are looked at together, where there are many. */
  private static final long COALESCE_MILLIS = Duration.ofHours(1).toMillis();

  private final EntityLog log;
  private final FindingReports reports;
  private final long clock;

  SpanReevaluation(FindingReports reports, long clock) {
    this.log = reports.log();
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Returns when to look at what many observations have: together with what settles within an hour,
   * at the minute of the hour that is the entity's, but before the score settles the day.
   */
  static long together(CorrelationView view, EntityKey entity, long time, long settled) {
    if (view.isUsed() || !view.rule().isMonotone()) {
      return settled; // others wait for it, and no longer
    }
    long restOfDay = FindingUpdates.dayOf(time) + FindingUpdates.DAY - 1 - time;
    long wait = Math.floorMod(entity.spread(COALESCE_MILLIS) - settled, COALESCE_MILLIS);
    return ObservationRetention.plus(
        settled, wait <= restOfDay ? wait : entity.spread(restOfDay + 1));
  }

  /** Goes through what a rule has to look at by the clock. */
  void settle(CorrelationView view) {
    PendingSpan.joined(log.waiting().takeDue(view.number(), clock))
        .forEach(span -> settle(view, span));
  }

  private void settle(CorrelationView view, PendingSpan span) {
    FindingUpdates updates =
        new FindingUpdates(
            view,
            reports.audience(),
            (step, events, observed) -> reports.again(view, step, events, observed));
    int begin =
        Math.min(
            log.firstAfter(span.from() - view.timespan()),
            log.firstAfter(FindingUpdates.dayOf(span.from()) - 1));
    WindowSweep sweep = new WindowSweep(log, view, begin, log.firstAfter(span.to()));
    while (sweep.next()) {
      if (sweep.time() >= span.from() && waits(view, span, sweep.time())) {
        break;
      }
      for (Step one : sweep.block()) {
        if (sweep.time() >= span.from()) {
          settle(view, one, sweep.tally(one), updates);
        } else if (reports.reported(view, one) > 0) {
          updates.take(one, null);
        }
      }
    }
    updates.end(one -> reports.hasLater(view, one));
  }

  /** Returns whether what is at a time has not settled, nor anything after it, which then waits. */
  private boolean waits(CorrelationView view, PendingSpan span, long time) {
    long settled = ObservationRetention.settled(view.rule(), time, 0);
    if (settled <= clock) {
      return false;
    }
    long due = log.isAllHead() ? settled : together(view, log.entity(), time, settled);
    log.waiting().add(view.number(), new PendingSpan(time, span.to(), Math.max(due, span.due())));
    return true;
  }

  private void settle(CorrelationView view, Step one, WindowTally tally, FindingUpdates updates) {
    int reported = reports.reported(view, one);
    boolean monotone = view.rule().isMonotone();
    long settled = ObservationRetention.settled(view.rule(), one.time(), one.member().since());
    boolean waits = monotone ? reported > 0 && tally.events() > reported : reported == 0;
    if (waits && settled > clock) {
      log.waiting().add(view.number(), new PendingSpan(one.time(), one.time(), settled));
    } else if (reported == 0) {
      decide(view, one, tally, settled);
    } else if (monotone && reports.holds(view, one, tally)) {
      updates.take(one, waits ? tally : null);
    }
  }

  /** Judges observations that have to go before they have settled. */
  void decide(CorrelationView view, Set<Integer> ranks) {
    WindowSweep sweep = new WindowSweep(log, view, 0, log.size());
    while (sweep.next()) {
      for (Step one : sweep.block()) {
        if (ranks.contains(one.rank()) && reports.reported(view, one) == 0) {
          decide(view, one, sweep.tally(one), clock);
        }
      }
    }
  }

  /** Decides what is still open. */
  private void decide(CorrelationView view, Step one, WindowTally tally, long at) {
    if (reports.holds(view, one, tally)) {
      reports.first(view, one, tally, at);
    } else if (!view.rule().isMonotone()) {
      reports.reject(view, one);
    }
  }
}

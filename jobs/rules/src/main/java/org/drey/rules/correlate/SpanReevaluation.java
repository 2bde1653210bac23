package org.drey.rules.correlate;

import org.drey.rules.correlate.WindowSweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LogPoint;
import org.drey.rules.log.LoggedEvent;
import org.drey.rules.log.NeighbourCursor;
import org.drey.rules.log.PendingSpan;
import org.drey.rules.log.PendingSpans;
import org.drey.rules.schema.EntityKey;

/**
 * Looks again at what had to wait: judges conditions that more events can spoil, decides what was
 * left open, and reports what has grown. Spans with few observations around them are swept in
 * memory; over others a window moves whose counts are kept, so that a look may stop anywhere.
 */
final class SpanReevaluation {
  /** For how long looks at what many observations have are put together, in milliseconds. */
  private static final long TOGETHER = 3_600_000L;

  private final EntityLog log;
  private final NeighbourCursor neighbours;
  private final FindingReports reports;
  private final IncrementalWindows windows;
  private final long clock;
  private final int few;

  /**
   * A look at an entity, as far as there is work left in its log.
   *
   * @param few with how many observations a span is swept in memory
   */
  SpanReevaluation(FindingReports reports, IncrementalWindows windows, long clock, int few) {
    this.log = reports.log();
    this.neighbours = new NeighbourCursor(log);
    this.reports = reports;
    this.windows = windows;
    this.clock = clock;
    this.few = few;
  }

  /** Returns when all that belongs to a member's window has come. */
  static long settled(CorrelationView view, Step one) {
    return ObservationRetention.settled(view.rule(), one.time(), one.member().since());
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
    long wait = Math.floorMod(entity.spread(TOGETHER) - settled, TOGETHER);
    return ObservationRetention.plus(
        settled, wait <= restOfDay ? wait : entity.spread(restOfDay + 1));
  }

  /** Goes through what a rule has to look at by the clock, as far as there is work left. */
  void settle(CorrelationView view) {
    PendingSpans waiting = log.notes().waiting();
    for (PendingSpan span : PendingSpan.joined(waiting.takeDue(view.number(), clock))) {
      if (log.work().isLeft()) {
        settle(view, span);
      } else {
        waiting.add(view.number(), span);
      }
    }
  }

  private void settle(CorrelationView view, PendingSpan span) {
    FindingUpdates updates =
        new FindingUpdates(
            view, reports.audience(), (step, tally) -> reports.again(view, step, tally, 0));
    long begin = log.firstAfter(span.from() - view.timespan());
    long end = log.firstAfter(span.to());
    if (neighbours.areAtMost(few, begin, end)) {
      sweep(view, span, updates);
    } else {
      move(view, span, updates);
    }
    updates.end(one -> reports.hasLater(view, one, few));
  }

  private void sweep(CorrelationView view, PendingSpan span, FindingUpdates updates) {
    long end = log.firstAfter(span.to());
    long begin = log.firstAfter(span.from() - view.timespan());
    long day = log.firstAfter(FindingUpdates.dayOf(span.from()) - 1);
    boolean isShort = neighbours.areAtMost(few, day, end);
    WindowSweep sweep =
        new WindowSweep(
            log, view, null, isShort ? Math.min(begin, day) : begin, end, Integer.MAX_VALUE);
    while (sweep.next()) {
      if (sweep.time() >= span.from() && waits(view, span, sweep.time(), false)) {
        return;
      }
      for (Step one : sweep.block()) {
        if (sweep.time() >= span.from()) {
          settle(view, one, sweep.tally(one), updates);
        } else if (reports.reported(view, one) > 0) {
          updates.take(one, null);
        }
      }
    }
  }

  private void move(CorrelationView view, PendingSpan span, FindingUpdates updates) {
    IncrementalAggregate kept = windows.settled(view);
    LogPoint done = span.after();
    long place = log.firstAfter(done);
    while (place < log.end() && log.get(place).time() <= span.to()) {
      long time = log.get(place).time();
      if (waits(view, span, time, true)) {
        return;
      }
      boolean isThere = kept.moveTowards(time - view.timespan(), time, log.work()::isLeft);
      long end = log.firstAfter(time);
      while (isThere && place < end) {
        LoggedEvent one = log.get(place);
        settle(view, kept, place, one, updates);
        place = log.next(place);
        done = place < end ? LogPoint.after(one) : LogPoint.after(time);
        isThere = log.work().isLeft();
      }
      if (!isThere) {
        log.notes().waiting().add(view.number(), new PendingSpan(done, span.to(), span.due()));
        return;
      }
    }
  }

  private void settle(
      CorrelationView view,
      IncrementalAggregate kept,
      long place,
      LoggedEvent observation,
      FindingUpdates updates) {
    for (CorrelationView.Member member : view.members(log.entity(), observation)) {
      Step one = new Step(place, observation.time(), member);
      settle(view, one, kept.of(member.group()), updates);
    }
  }

  /** Returns whether what is at a time has not settled, nor anything after it, which then waits. */
  private boolean waits(CorrelationView view, PendingSpan span, long time, boolean isMuch) {
    long settled = ObservationRetention.settled(view.rule(), time, 0);
    if (settled <= clock) {
      return false;
    }
    long due = isMuch ? together(view, log.entity(), time, settled) : settled;
    log.notes()
        .waiting()
        .add(view.number(), new PendingSpan(time, span.to(), Math.max(due, span.due())));
    return true;
  }

  private void settle(
      CorrelationView view, Step one, WindowAggregate tally, FindingUpdates updates) {
    int reported = reports.reported(view, one);
    boolean monotone = view.rule().isMonotone();
    long settled = settled(view, one);
    boolean waits = monotone ? reported > 0 && tally.events() > reported : reported == 0;
    if (waits && settled > clock) {
      log.notes().waiting().add(view.number(), new PendingSpan(one.time(), one.time(), settled));
    } else if (reported == 0) {
      decide(view, one, tally, settled);
    } else if (monotone && reports.holds(view, one, tally)) {
      updates.take(one, waits ? tally : null);
    }
  }

  /**
   * Judges the first observation of a log, which has to go before it has settled.
   *
   * @param most of how many observations of its time
   */
  void decideFirst(CorrelationView view, int most) {
    long first = log.begin();
    WindowSweep sweep =
        new WindowSweep(log, view, null, first, log.firstAfter(log.get(first).time()), most);
    sweep.next();
    for (Step one : sweep.block()) {
      if (one.place() == first && reports.reported(view, one) == 0) {
        decide(view, one, sweep.tally(one), clock);
      }
    }
  }

  /** Decides what is still open. */
  private void decide(CorrelationView view, Step one, WindowAggregate tally, long at) {
    if (reports.holds(view, one, tally)) {
      reports.first(view, one, tally, 0, at);
    } else if (!view.rule().isMonotone()) {
      reports.reject(view, one);
    }
  }
}

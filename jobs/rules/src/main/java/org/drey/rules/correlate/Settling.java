package org.drey.rules.correlate;

import org.drey.rules.correlate.Sweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Unsettled;

/**
 * Looks again at what had to wait: judges conditions that more events can spoil, decides what was
 * left open, and reports what has grown. Spans with few observations around them are swept in
 * memory; over others a window moves whose counts are kept, so that a look may stop anywhere.
 */
final class Settling {
  /** For how long looks at what many observations have are put together, in milliseconds. */
  private static final long TOGETHER = 3_600_000L;

  /** How much less a look at an observation is than a report of it. */
  private static final int LOOKS_A_REPORT = 16;

  private final EntityLog log;
  private final Reports reports;
  private final long clock;
  private final int few;
  private int left;

  /**
   * A look at an entity.
   *
   * @param few with how many observations a span is swept in memory
   * @param most about how many observations to report of
   */
  Settling(Reports reports, long clock, int few, int most) {
    this.log = reports.log();
    this.reports = reports;
    this.clock = clock;
    this.few = few;
    this.left = most > Integer.MAX_VALUE / LOOKS_A_REPORT ? most : most * LOOKS_A_REPORT;
  }

  /** When all that belongs to a member's window has come. */
  static long settled(View view, Step one) {
    return Retention.settled(view.rule(), one.time(), one.member().since());
  }

  /**
   * When to look at what many observations have: together with what settles within an hour, but
   * before the score settles the day.
   */
  static long together(View view, long time, long settled) {
    if (view.isUsed() || !view.rule().isMonotone()) {
      return settled; // others wait for it, and no longer
    }
    long restOfDay = Retelling.dayOf(time) + Retelling.DAY - 1 - time;
    return Retention.plus(settled, Math.min(TOGETHER, restOfDay));
  }

  /** Whether there is time for more in this look. */
  boolean canGoOn() {
    return left > 0;
  }

  private boolean canGoOn(View view) {
    return left > 0 || view.isUsed();
  }

  /** Goes through what a rule has to look at by the clock. */
  void settle(View view) {
    for (Unsettled span : Unsettled.joined(log.takeDue(view.number(), clock))) {
      Retelling retelling =
          new Retelling(
              view, reports.audience(), (step, tally) -> reports.again(view, step, tally, 0));
      int begin = log.firstAfter(span.from() - view.timespan());
      int end = log.firstAfter(span.to());
      if (!canGoOn(view)) {
        log.addUnsettled(view.number(), span);
      } else if (end - begin <= few) {
        sweep(view, span, retelling);
      } else {
        move(view, span, retelling);
      }
      retelling.end(one -> hasLater(view, one));
    }
  }

  /** Whether a later finding of the same group and day was reported, as far as is worth a look. */
  private boolean hasLater(View view, Step one) {
    long end = Retelling.dayOf(one.time()) + Retelling.DAY;
    int first = log.firstAfter(one.time());
    for (int i = first; i < Math.min(log.size(), first + few); i++) {
      if (log.get(i).time() >= end) {
        return false;
      }
      View.Member member = view.member(log.entity(), log.get(i), one.member().group());
      if (member != null && log.get(i).told().of(view.told(member)) > 0) {
        return true;
      }
    }
    return false;
  }

  private void sweep(View view, Unsettled span, Retelling retelling) {
    int end = log.firstAfter(span.to());
    int begin = log.firstAfter(span.from() - view.timespan());
    int day = log.firstAfter(Retelling.dayOf(span.from()) - 1);
    Sweep sweep = new Sweep(log, view, null, end - day <= few ? Math.min(begin, day) : begin, end);
    while (sweep.next()) {
      if (sweep.time() >= span.from() && waits(view, span, sweep.time(), false)) {
        return;
      }
      for (Step one : sweep.block()) {
        if (sweep.time() >= span.from()) {
          settle(view, one, sweep.tally(one), retelling);
        } else if (reports.told(view, one) > 0) {
          retelling.take(one, null);
        }
      }
    }
  }

  private void move(View view, Unsettled span, Retelling retelling) {
    KeptCounts kept = new KeptCounts(log, view, KeptCounts.settled(view));
    long begin = span.from() - view.timespan();
    if (!kept.isKept() || kept.until() < begin || kept.until() > span.from()) {
      kept.moveTo(begin, begin);
    }
    int rank = log.firstAfter(Math.min(kept.until(), span.from() - 1));
    while (rank < log.size()) {
      long time = log.get(rank).time();
      if (time > span.to() || (time >= span.from() && waits(view, span, time, true))) {
        return;
      }
      int end = log.firstAfter(time);
      if (canGoOn(view)) {
        kept.moveTo(time - view.timespan(), time);
      }
      boolean all = canGoOn(view);
      if (all && time >= span.from()) {
        all = settleAll(view, kept, rank, end, retelling);
      }
      if (!all) {
        long from = Math.max(span.from(), time);
        log.addUnsettled(view.number(), new Unsettled(from, span.to(), span.due()));
        return;
      }
      left -= end - rank;
      rank = end;
    }
  }

  /** Settles what is at one time, as far as there is time; returns whether it was all. */
  private boolean settleAll(View view, KeptCounts kept, int from, int end, Retelling retelling) {
    for (int rank = from; rank < end; rank++) {
      long time = log.get(rank).time();
      for (View.Member member : view.members(log.entity(), log.get(rank))) {
        settle(view, new Step(rank, time, member), kept.of(member.group()), retelling);
      }
      if (!canGoOn(view) && rank + 1 < end) {
        return false; // what was reported is not reported again, so the next look comes further
      }
    }
    return true;
  }

  /** Whether what is at a time has not settled, nor anything after it, which then waits. */
  private boolean waits(View view, Unsettled span, long time, boolean isMuch) {
    long settled = Retention.settled(view.rule(), time, 0);
    if (settled <= clock) {
      return false;
    }
    long due = isMuch ? together(view, time, settled) : settled;
    log.addUnsettled(view.number(), new Unsettled(time, span.to(), Math.max(due, span.due())));
    return true;
  }

  private void settle(View view, Step one, Tally tally, Retelling retelling) {
    int told = reports.told(view, one);
    boolean monotone = view.rule().isMonotone();
    long settled = settled(view, one);
    boolean waits = monotone ? told > 0 && tally.events() > told : told == 0;
    if (waits && settled > clock) {
      log.addUnsettled(view.number(), new Unsettled(one.time(), one.time(), settled));
    } else if (told == 0) {
      judge(view, one, tally, settled);
    } else if (monotone && reports.holds(view, one, tally)) {
      left -= waits ? LOOKS_A_REPORT : 0;
      retelling.take(one, waits ? tally : null);
    }
  }

  /** Judges the first observation of a log, which has to go before it has settled. */
  void judgeFirst(View view) {
    Sweep sweep = new Sweep(log, view, null, 0, log.firstAfter(log.get(0).time()));
    sweep.next();
    for (Step one : sweep.block()) {
      if (one.rank() == 0 && reports.told(view, one) == 0) {
        judge(view, one, sweep.tally(one), clock);
      }
    }
  }

  /** Decides what is still open. */
  private void judge(View view, Step one, Tally tally, long at) {
    if (reports.holds(view, one, tally)) {
      left -= LOOKS_A_REPORT;
      reports.first(view, one, tally, 0, at);
    } else if (!view.rule().isMonotone()) {
      reports.reject(view, one);
    }
  }
}

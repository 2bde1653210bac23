package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.correlate.WindowSweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LoggedEvent;
import org.drey.rules.log.PendingSpan;

/**
 * Evaluates the windows that an event lies in when it comes in. What cannot be decided or must not
 * be reported yet waits until it has settled.
 */
final class ArrivalEvaluation {
  private final EntityLog log;
  private final FindingReports reports;

  ArrivalEvaluation(FindingReports reports) {
    this.log = reports.log();
    this.reports = reports;
  }

  /**
   * An event came into a group.
   *
   * @param isNew whether the group did not have it; else it is one of another rule's too
   * @param at the clock
   * @return when to look at the entity for it, {@link Long#MAX_VALUE} for never
   */
  long take(CorrelationView view, Step event, boolean isNew, long at) {
    CorrelationRule rule = view.rule();
    long settled = ObservationRetention.settled(rule, event.time(), event.member().since());
    if (!rule.isMonotone()) {
      return wait(view, event.time(), event.time(), settled);
    }
    int from = log.firstAfter(event.time() - view.timespan());
    int end = log.firstAfter(event.time() + view.timespan() - 1);
    if (!mayHold(rule, end - from)) {
      return Long.MAX_VALUE;
    }
    boolean hasGrown =
        end > log.firstAfter(event.time())
            ? evaluate(view, event, from, end, at)
            : evaluateLast(view, event, from, end, at);
    if (!hasGrown || !isNew || !reports.isReadAgain(view)) {
      return Long.MAX_VALUE;
    }
    long last = log.get(end - 1).time();
    return wait(view, event.time(), last, together(view, event.time(), settled));
  }

  /** Returns when to look again, of an entity with much together with what settles soon. */
  private long together(CorrelationView view, long time, long settled) {
    return log.isAllHead() ? settled : SpanReevaluation.together(view, log.entity(), time, settled);
  }

  private long wait(CorrelationView view, long from, long to, long due) {
    log.waiting().add(view.number(), new PendingSpan(from, to, due));
    return due;
  }

  /** Returns whether windows of so many observations, of one event each at most, may hold. */
  private static boolean mayHold(CorrelationRule rule, int observations) {
    return rule.type().isTemporal() || rule.threshold().holds(observations);
  }

  /**
   * Reports what now holds of an event's time, where the windows of no later one have it.
   *
   * @param from the rank of the first of its window
   * @param end the rank after the last
   * @return whether a window that was reported has grown
   */
  private boolean evaluateLast(CorrelationView view, Step event, int from, int end, long at) {
    WindowTally tally = WindowTally.growing(view, end - from);
    count(view, event, from, end, tally);
    return tally.holds(event.time())
        && report(view, event, log.firstAfter(event.time() - 1), end, tally, at);
  }

  /**
   * Reports what now holds from a late event on.
   *
   * @param from the rank of the first of its window
   * @param end the rank after the last whose window has it
   * @return whether a window that was reported has grown, or may have
   */
  private boolean evaluate(CorrelationView view, Step event, int from, int end, long at) {
    if (!mayHold(view, event, from, end)) {
      return false;
    }
    int begin = log.firstAfter(event.time() - 1);
    WindowTally tally = WindowTally.swept(view);
    count(view, event, from, begin, tally);
    WindowTally later = WindowTally.growing(view, 0);
    boolean hasGrown = false;
    int gone = from;
    for (int next; begin < end; begin = next) {
      long time = log.get(begin).time();
      next = endOfTime(begin, end, time);
      count(view, event, begin, next, tally);
      for (; log.get(gone).time() <= time - view.timespan(); gone++) {
        view.count(log.entity(), log.get(gone), event.member().group(), tally, false);
      }
      if (time > event.time()) {
        count(view, event, begin, next, later);
        if (isDecided(view, later, time)) {
          return true;
        }
      }
      hasGrown |= tally.holds(time) && report(view, event, begin, next, tally, at);
    }
    return hasGrown;
  }

  /** Returns whether any window of the event may hold: all of them together do. */
  private boolean mayHold(CorrelationView view, Step event, int from, int end) {
    WindowTally all = WindowTally.growing(view, 0);
    for (int i = from; i < end; i++) {
      if (view.count(log.entity(), log.get(i), event.member().group(), all, true)
          && all.holds(event.time())) {
        return true;
      }
    }
    return false;
  }

  private void count(CorrelationView view, Step event, int from, int end, WindowTally tally) {
    for (int i = from; i < end; i++) {
      view.count(log.entity(), log.get(i), event.member().group(), tally, true);
    }
  }

  /** The rank after the last observation of a time. */
  private int endOfTime(int from, int end, long time) {
    int next = from + 1;
    while (next < end && log.get(next).time() == time) {
      next++;
    }
    return next;
  }

  /**
   * Returns whether windows from a time on held without the late event: each that has it has all
   * that came after it.
   */
  private static boolean isDecided(CorrelationView view, WindowTally later, long time) {
    return view.rule().type() != CorrelationRule.Type.TEMPORAL_ORDERED && later.holds(time);
  }

  /**
   * Reports which of some events of one time complete a finding now; returns whether a window that
   * was reported has grown.
   */
  private boolean report(
      CorrelationView view, Step event, int begin, int end, WindowTally tally, long at) {
    boolean hasGrown = false;
    for (int i = begin; i < end; i++) {
      LoggedEvent one = log.get(i);
      Member member = view.member(log.entity(), one, event.member().group());
      if (member != null) {
        Step step = new Step(i, one.time(), member);
        int before = reports.reported(view, step);
        if (before == 0 && reports.holds(view, step, tally)) {
          reports.first(view, step, tally, at);
        }
        hasGrown |= before > 0 && tally.events() > before;
      }
    }
    return hasGrown;
  }
}

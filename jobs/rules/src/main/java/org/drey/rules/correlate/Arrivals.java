package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.correlate.Sweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Unsettled;

/**
 * Evaluates the windows that an event lies in when it comes in. What cannot be decided or must not
 * be reported yet waits until it has settled.
 */
final class Arrivals {
  private final EntityLog log;
  private final Reports reports;
  private final int near;

  /**
   * Arrivals in a log.
   *
   * @param near how many observations before and after a late one are looked at, if its windows
   *     have more than twice as many
   */
  Arrivals(Reports reports, int near) {
    this.log = reports.log();
    this.reports = reports;
    this.near = near;
  }

  /**
   * An event came into a group.
   *
   * @param isNew whether the group did not have it; else it is one of another rule's too
   * @param at the clock
   * @return when to look at the entity for it, {@link Long#MAX_VALUE} for never
   */
  long take(View view, Step event, boolean isNew, long at) {
    CorrelationRule rule = view.rule();
    if (!rule.isMonotone()) {
      return wait(view, event.time(), event.time(), Settling.settled(view, event));
    }
    if (!canHold(view, event)) {
      return Long.MAX_VALUE;
    }
    if (!log.isNewest(event.rank())) {
      return around(view, event, isNew, at);
    }
    Tally tally = newest(view, event);
    if (reports.told(view, event) == 0 && reports.holds(view, event, tally)) {
      reports.first(view, event, tally, 0, at);
    }
    return Long.MAX_VALUE;
  }

  /**
   * Whether a window of the event may hold. Kept counts that begin before it are of more than it,
   * and what they do not fulfil needs no closer look; they move on when it is needed.
   */
  private boolean canHold(View view, Step event) {
    CorrelationRule rule = view.rule();
    KeptCounts kept = new KeptCounts(log, view, KeptCounts.newest(view));
    boolean covers = kept.isKept() && kept.after() <= event.time() - view.timespan();
    if (!covers) {
      return true;
    }
    Tally tally = kept.of(event.member().group());
    return rule.type().isTemporal()
        ? tally.hasAll(rule, event.time())
        : rule.threshold().holds(tally.observed(rule));
  }

  /** What is counted in the window that ends at the newest observation. */
  private Tally newest(View view, Step event) {
    long after = event.time() - view.timespan();
    KeptCounts kept = new KeptCounts(log, view, KeptCounts.newest(view));
    if (!log.isInHead(after)) {
      kept.moveTo(after, Long.MAX_VALUE);
      return kept.of(event.member().group());
    }
    if (kept.isKept()) {
      kept.moveTo(after, Long.MAX_VALUE);
      kept.drop();
    }
    Counter counter = new Counter(view);
    for (int i = log.firstAfter(after); i < log.size(); i++) {
      View.Member member = view.member(log.entity(), log.get(i), event.member().group());
      if (member != null) {
        counter.add(member, log.get(i).time());
      }
    }
    return counter;
  }

  /** Evaluates the windows that a late event lies in; returns when something has to settle. */
  private long around(View view, Step event, boolean isNew, long at) {
    long time = event.time();
    int from = log.firstAfter(time - view.timespan());
    int end = log.firstAfter(time + view.timespan() - 1);
    boolean whole = end - from <= 2 * near;
    if (!whole) {
      from = Math.max(from, event.rank() - near);
      end = Math.min(end, event.rank() + near);
    }
    boolean grown = false;
    Sweep sweep = new Sweep(log, view, event.member().group(), from, end);
    while (sweep.next()) {
      if (sweep.time() < time) {
        continue;
      }
      for (Step one : sweep.block()) {
        int told = reports.told(view, one);
        Tally tally = sweep.tally(one);
        grown |= told > 0 && tally.events() > told;
        if (told == 0 && reports.holds(view, one, tally)) {
          reports.first(view, one, tally, from, at);
        }
      }
    }
    if (whole && !(grown && isNew && reports.isReadAgain(view))) {
      return Long.MAX_VALUE;
    }
    long last = Math.min(time + view.timespan() - 1, log.get(log.size() - 1).time());
    long settled = Settling.settled(view, event);
    return wait(view, time, last, whole ? settled : Settling.together(view, time, settled));
  }

  private long wait(View view, long from, long to, long due) {
    log.addUnsettled(view.number(), new Unsettled(from, to, due));
    return due;
  }
}

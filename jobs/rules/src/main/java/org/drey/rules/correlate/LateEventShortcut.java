package org.drey.rules.correlate;

import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.correlate.WindowSweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LoggedEvent;

/**
 * A late event amid others of its group that are close to it, as are nearly all of a busy entity: a
 * few of them show that its finding holds, and that the windows after it held without it.
 */
final class LateEventShortcut {
  private final FindingReports reports;
  private final EntityLog log;
  private final CorrelationView view;
  private final Step event;
  private final int few;
  private final SweptAggregate before;
  private long lowest;

  /**
   * A late event.
   *
   * @param few how many observations before and after it to look at
   */
  LateEventShortcut(FindingReports reports, CorrelationView view, Step event, int few) {
    this.reports = reports;
    this.log = reports.log();
    this.view = view;
    this.event = event;
    this.few = few;
    this.before = new SweptAggregate(view);
    this.lowest = event.place();
  }

  /** Returns what is counted until the event: enough for its condition, not all of its window. */
  WindowSummary counts() {
    return before;
  }

  /** The place of the first observation that is counted. */
  long lowest() {
    return lowest;
  }

  /**
   * Returns whether the event completes a finding of a day that has others before and after it, and
   * changes nothing else that was reported but in number. A reader keeps of it at most whom it
   * links to.
   *
   * @param at the clock
   */
  boolean isAmid(long at) {
    return view.rule().type() != CorrelationRule.Type.TEMPORAL_ORDERED
        && !reports.audience().keepsAll(view.rule().head().scoring())
        && ObservationRetention.settled(view.rule(), event.time(), 0) > at
        && reports.reported(view, event) == 0
        && holdsAfterReported()
        && heldWithoutIt();
  }

  /** Returns whether a finding of its day was reported before it, and its own condition holds. */
  private boolean holdsAfterReported() {
    long from = Math.max(event.time() - view.timespan(), FindingUpdates.dayOf(event.time()) - 1);
    boolean reported = false;
    before.add(event.member(), event.time());
    long place = event.place();
    for (int i = 0; i < few && place > log.begin(); i++) {
      place = log.previous(place);
      LoggedEvent one = log.get(place);
      if (one.time() <= from) {
        return false;
      }
      Member member = view.member(log.entity(), one, event.member().group());
      if (member != null) {
        if (one.time() == event.time() && !isReported(one, member)) {
          return false; // the event is in its window, too
        }
        before.add(member, one.time());
        lowest = place;
        reported |= one.time() < event.time() && isReported(one, member);
        if (reported && reports.holds(view, event, before)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Returns whether what came after it was reported, until that fulfils the condition alone; the
   * windows from there on have all of it.
   */
  private boolean heldWithoutIt() {
    long last =
        Math.min(
                event.time() + view.timespan(),
                FindingUpdates.dayOf(event.time()) + FindingUpdates.DAY)
            - 1;
    SweptAggregate later = new SweptAggregate(view);
    long place = log.next(event.place());
    for (int i = 0; i < few && place < log.end(); i++, place = log.next(place)) {
      LoggedEvent one = log.get(place);
      if (one.time() > last) {
        return false;
      }
      Member member = view.member(log.entity(), one, event.member().group());
      if (member != null) {
        if (!isReported(one, member)) {
          return false;
        }
        if (one.time() == event.time()) {
          before.add(member, one.time()); // the event's window has it, too
        } else {
          later.add(member, one.time());
          if (reports.holds(view, new Step(place, one.time(), member), later)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean isReported(LoggedEvent one, Member member) {
    return one.reported().of(view.reported(member)) > 0;
  }
}

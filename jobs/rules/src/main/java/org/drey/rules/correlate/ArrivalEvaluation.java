package org.drey.rules.correlate;

import java.util.function.BooleanSupplier;
import org.drey.rules.compile.CorrelationRule;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.correlate.WindowSweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LoggedEvent;
import org.drey.rules.log.NeighbourCursor;
import org.drey.rules.log.PendingSpan;
import org.drey.rules.log.WorkBudget;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the windows that an event lies in when it comes in. What cannot be decided or must not
 * be reported yet waits until it has settled.
 */
final class ArrivalEvaluation {
  /** Of four near ones one is looked at where a look at all costs more than it saves. */
  private static final int SHORT = 4;

  /**
   * As much as so many looks do windows may move when an event comes in, about an eighth of a
   * second, and each as much as one: after a long silence they leave all that they had.
   */
  private static final int LOOKS = 10;

  private final EntityLog log;
  private final NeighbourCursor neighbours;
  private final FindingReports reports;
  private final IncrementalWindows windows;
  private final int near;
  private final long look;

  /** The work that windows have moved in this call. */
  private long moved;

  /**
   * Arrivals in a log.
   *
   * @param bounds among them how many observations before and after a late one are looked at, if
   *     its windows have more than twice as many
   */
  ArrivalEvaluation(FindingReports reports, IncrementalWindows windows, EntityBounds bounds) {
    this.log = reports.log();
    this.neighbours = new NeighbourCursor(log);
    this.reports = reports;
    this.windows = windows;
    this.near = bounds.near();
    this.look = bounds.look();
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
    if (!rule.isMonotone()) {
      return wait(view, event);
    }
    if (!canHold(view, event)) {
      return Long.MAX_VALUE;
    }
    if (!log.isNewest(event.place())) {
      return around(view, event, isNew, at);
    }
    WindowAggregate tally = newest(view, event);
    if (tally == null) {
      return wait(view, event);
    }
    long begin = log.firstAfter(event.time() - 1);
    boolean whole = neighbours.areAtMost(near, begin, log.end());
    boolean grown = false;
    for (long i = whole ? begin : event.place(); i < log.end(); i = log.next(i)) {
      Member member = view.member(log.entity(), log.get(i), event.member().group());
      grown |= member != null && report(view, new Step(i, event.time(), member), tally, at);
      if (!whole) {
        break; // many are as late: they wait
      }
    }
    return !whole || (grown && isNew && reports.isReadAgain(view))
        ? wait(view, event, log.isInHead(event.time() - view.timespan()))
        : Long.MAX_VALUE;
  }

  /** Reports a window that now holds; returns whether it has grown since it was reported. */
  private boolean report(CorrelationView view, Step one, WindowAggregate tally, long at) {
    int before = reports.reported(view, one);
    if (before == 0 && reports.holds(view, one, tally)) {
      reports.first(view, one, tally, 0, at);
    }
    return before > 0 && tally.events() > before;
  }

  /**
   * Returns whether a window of the event may hold. Kept counts that begin before it are of more
   * than it, and what they do not fulfil needs no closer look; they move on when it is needed.
   */
  private boolean canHold(CorrelationView view, Step event) {
    CorrelationRule rule = view.rule();
    IncrementalAggregate kept = windows.newest(view);
    if (!kept.covers(event.time() - view.timespan())) {
      return true;
    }
    WindowAggregate tally = kept.of(event.member().group());
    return rule.type().isTemporal()
        ? tally.hasAll(rule, event.time())
        : rule.threshold().holds(tally.observed(rule));
  }

  /**
   * Returns what is counted in the window that ends at the newest observations; null if kept counts
   * are far from it and it is too long to be counted without them.
   */
  private @Nullable WindowAggregate newest(CorrelationView view, Step event) {
    long after = event.time() - view.timespan();
    IncrementalAggregate kept = windows.newest(view);
    if (kept.isKept() ? !log.isInHead(after) : !isShort(after)) {
      if (move(kept, after)) {
        return kept.of(event.member().group());
      }
      return isShort(after) ? counted(view, event, after) : null;
    }
    if (kept.isKept() && move(kept, after)) {
      kept.drop();
    }
    return counted(view, event, after);
  }

  private SweptAggregate counted(CorrelationView view, Step event, long after) {
    SweptAggregate counter = new SweptAggregate(view);
    for (long i = log.firstAfter(after); i < log.end(); i = log.next(i)) {
      CorrelationView.Member member = view.member(log.entity(), log.get(i), event.member().group());
      if (member != null) {
        counter.add(member, log.get(i).time());
      }
    }
    return counter;
  }

  private boolean move(IncrementalAggregate kept, long after) {
    WorkBudget work = log.work();
    long before = work.done();
    BooleanSupplier isLeft = work.within(Math.max(look, LOOKS * look - moved));
    boolean isThere = kept.moveTowards(after, Long.MAX_VALUE, isLeft);
    moved += work.done() - before;
    return isThere;
  }

  /**
   * Returns whether so few observations are later than a time that to count them costs less than
   * state.
   */
  private boolean isShort(long after) {
    if (log.isInHead(after)) {
      return true;
    }
    long begin = neighbours.before(log.end(), near / SHORT, after);
    return neighbours.isFirstAfter(begin, after);
  }

  /** Evaluates the windows that a late event lies in; returns when something has to settle. */
  private long around(CorrelationView view, Step event, boolean isNew, long at) {
    long time = event.time();
    if (!mayHold(view.rule(), log.size())) {
      return Long.MAX_VALUE;
    }
    LateEventShortcut amid = new LateEventShortcut(reports, view, event, near / 2);
    if (isNew && amid.isAmid(at)) {
      if (reports.isLinkedLater(view, event, near / SHORT)) {
        reports.unread(view, event, amid.counts(), at);
      } else {
        reports.first(view, event, amid.counts(), amid.lowest(), at);
      }
      return reports.isReadAgain(view) ? wait(view, event, false) : Long.MAX_VALUE;
    }
    long after = time - view.timespan();
    long last = time + view.timespan() - 1;
    long from = neighbours.before(event.place(), near, after);
    long until = neighbours.after(event.place(), near, last);
    boolean whole = neighbours.isFirstAfter(from, after) && neighbours.isPast(until, last);
    if (whole && !mayHold(view.rule(), neighbours.count(from, until))) {
      return Long.MAX_VALUE;
    }
    boolean grown = evaluate(view, event, from, until, whole, at);
    if (whole && !(grown && isNew && reports.isReadAgain(view))) {
      return Long.MAX_VALUE;
    }
    return wait(view, event, whole);
  }

  /** Has the window that ends with an event wait; returns until when. */
  private long wait(CorrelationView view, Step event) {
    return wait(view, event.time(), event.time(), SpanReevaluation.settled(view, event));
  }

  /** Has the windows of an event wait; returns until when. */
  private long wait(CorrelationView view, Step event, boolean whole) {
    long time = event.time();
    long last = Math.min(time + view.timespan() - 1, log.get(log.previous(log.end())).time());
    long settled = SpanReevaluation.settled(view, event);
    long due = whole ? settled : SpanReevaluation.together(view, log.entity(), time, settled);
    return wait(view, time, last, due);
  }

  /** Returns whether windows of so many observations, of one event each at most, may hold. */
  private static boolean mayHold(CorrelationRule rule, int observations) {
    return rule.type().isTemporal() || rule.threshold().holds(observations);
  }

  /**
   * Reports what now holds from a late event on.
   *
   * @param whole whether from and end are those of all its windows
   * @return whether a window that was reported has grown; unknown if it is not whole
   */
  private boolean evaluate(
      CorrelationView view, Step event, long from, long end, boolean whole, long at) {
    boolean grown = false;
    long reportedAt = Long.MIN_VALUE;
    SweptAggregate later = new SweptAggregate(view);
    WindowSweep sweep = new WindowSweep(log, view, event.member().group(), from, end, 2 * near);
    while (sweep.next()) {
      if (sweep.time() > event.time()) {
        sweep.block().forEach(one -> later.add(one.member(), one.time()));
        if (!whole && isDecided(view, sweep, later)) {
          break;
        }
      }
      for (Step one : sweep.block()) {
        int before = reports.reported(view, one);
        WindowAggregate tally = sweep.tally(one);
        grown |= sweep.time() >= event.time() && before > 0 && tally.events() > before;
        if (sweep.time() >= event.time() && before == 0 && reports.holds(view, one, tally)) {
          if (reports.isKept(view, one, reportedAt, near, at)) {
            reports.first(view, one, tally, from, at);
          } else {
            reports.unread(view, one, tally, at);
          }
        }
      }
      reportedAt = isReported(view, sweep) ? sweep.time() : reportedAt;
    }
    return grown;
  }

  /**
   * Returns whether the windows from here on held without the late event: each that has it has all
   * that came after it.
   */
  private boolean isDecided(CorrelationView view, WindowSweep sweep, SweptAggregate later) {
    return view.rule().type() != CorrelationRule.Type.TEMPORAL_ORDERED
        && !sweep.block().isEmpty()
        && reports.holds(view, sweep.block().get(0), later);
  }

  private boolean isReported(CorrelationView view, WindowSweep sweep) {
    return sweep.block().stream().anyMatch(one -> reports.reported(view, one) > 0);
  }

  private long wait(CorrelationView view, long from, long to, long due) {
    log.notes().waiting().add(view.number(), new PendingSpan(from, to, due));
    return due;
  }

  /**
   * A late event amid others of its group that are close to it, as are nearly all of a busy entity:
   * a few of them show that its finding holds, and that the windows after it held without it.
   */
  private static final class LateEventShortcut {
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
     * Returns whether the event completes a finding of a day that has others before and after it,
     * and changes nothing else that was reported but in number. A reader keeps of it at most whom
     * it links to.
     *
     * @param at the clock
     */
    boolean isAmid(long at) {
      return view.rule().type() != CorrelationRule.Type.TEMPORAL_ORDERED
          && !reports.audience().keepsAll(view.rule().head())
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
}

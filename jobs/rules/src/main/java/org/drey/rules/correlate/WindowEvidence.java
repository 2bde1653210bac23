package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.correlate.WindowSweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** Reads the window of a finding backwards, from its newest event. */
final class WindowEvidence {
  private final EntityLog log;
  private final CorrelationView view;
  private final Step completing;
  private final long after;
  private final long lowest;
  private final List<EvidenceEvent> seen = new ArrayList<>();

  /** The observation that is next, going back; null after the first. */
  private @Nullable LoggedEvent next;

  private long place;

  private WindowEvidence(EntityLog log, CorrelationView view, Step completing, long lowest) {
    this.log = log;
    this.view = view;
    this.completing = completing;
    this.after = completing.time() - view.timespan();
    this.lowest = Math.max(lowest, log.begin());
  }

  /**
   * The completing event and the latest others of its window, the latest first, at most 50 ids.
   *
   * @param lowest the place at which to stop, if the counts do not say where the latest are
   */
  static List<EvidenceEvent> of(
      EntityLog log, CorrelationView view, Step completing, WindowSummary counts, long lowest) {
    long[] recent = counts.recent();
    WindowEvidence evidence =
        new WindowEvidence(log, view, completing, recent.length == 0 ? lowest : 0);
    evidence.add(log.get(completing.place()));
    evidence.goBefore(log.firstAfter(completing.time()));
    if (recent.length == 0) {
      evidence.gather();
    } else {
      evidence.gatherAt(recent);
    }
    return evidence.seen;
  }

  private void gather() {
    while (next != null && next.time() > after && isMissing()) {
      gatherTime(next);
    }
  }

  /** Goes back from one of the times to the next, which mostly is the observation before it. */
  private void gatherAt(long[] times) {
    for (long time : times) {
      if (next != null && time < next.time()) {
        goBefore(log.firstAfter(time));
      }
      if (next != null && time == next.time() && time > after) {
        gatherTime(next);
      }
    }
  }

  /** Gathers what has the time of the next one, of many the smallest ids, and goes before it. */
  private void gatherTime(LoggedEvent newest) {
    long end = place;
    goBefore(end);
    if (next == null || next.time() < newest.time()) {
      gather(end, newest);
      return;
    }
    long begin = Math.max(lowest, log.firstAfter(newest.time() - 1));
    for (long i = begin; i <= end && isMissing(); i = log.next(i)) {
      gather(i, log.get(i));
    }
    goBefore(begin);
  }

  private void goBefore(long end) {
    next = null;
    if (end > lowest) {
      place = log.previous(end);
      next = log.get(place);
    }
  }

  private void gather(long at, LoggedEvent one) {
    if (isMissing()
        && at != completing.place()
        && view.has(log.entity(), one, completing.member().group())) {
      add(one);
    }
  }

  private void add(LoggedEvent one) {
    seen.add(new EvidenceEvent(one.event(), one.time(), one.details()));
  }

  private boolean isMissing() {
    return seen.size() < Finding.MAX_EVIDENCE;
  }

  /**
   * Returns whether the rules of an ordered correlation have events in their order, ending with the
   * completing one. Ties are in order. Each event is the latest that the one after it allows; a
   * rule whose newest event is too late for that is searched for in the window.
   */
  static boolean isInOrder(
      EntityLog log, CorrelationView view, Step completing, LatestInputs latest) {
    int last = view.rule().references().size() - 1;
    if (!completing.member().is(last)) {
      return false;
    }
    long after = completing.time() - view.timespan();
    long begin = completing.time();
    for (int reference = last - 1; reference >= 0 && begin > after; reference--) {
      long newest = latest.newest(reference);
      begin = newest <= begin ? newest : latest(log, view, completing, reference, begin);
    }
    return begin > after;
  }

  private static long latest(
      EntityLog log, CorrelationView view, Step completing, int reference, long until) {
    long after = completing.time() - view.timespan();
    for (long i = log.firstAfter(until); i > log.begin(); ) {
      log.work().spend(1);
      i = log.previous(i);
      LoggedEvent one = log.get(i);
      if (one.time() <= after) {
        break;
      }
      Member member = view.member(log.entity(), one, completing.member().group());
      if (member != null && member.is(reference)) {
        return one.time();
      }
    }
    return after;
  }
}

package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.correlate.WindowSweep.Step;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LoggedEvent;

/** Reads the window of a finding backwards, from its newest event. */
final class WindowEvidence {
  private WindowEvidence() {}

  /**
   * The completing event and the latest others of its window, the latest first, of one time the
   * smallest ids first; at most {@link Finding#MAX_EVIDENCE}.
   */
  static List<EvidenceEvent> of(EntityLog log, CorrelationView view, Step completing) {
    long after = completing.time() - view.timespan();
    List<EvidenceEvent> seen = new ArrayList<>();
    seen.add(seen(log.get(completing.rank())));
    int end = log.firstAfter(completing.time());
    while (end > 0 && seen.size() < Finding.MAX_EVIDENCE && log.get(end - 1).time() > after) {
      int begin = beginOfTime(log, end);
      for (int i = begin; i < end && seen.size() < Finding.MAX_EVIDENCE; i++) {
        LoggedEvent one = log.get(i);
        if (i != completing.rank() && view.has(log.entity(), one, completing.member().group())) {
          seen.add(seen(one));
        }
      }
      end = begin;
    }
    return seen;
  }

  /** The rank of the first observation of the time of the last before an end. */
  private static int beginOfTime(EntityLog log, int end) {
    long time = log.get(end - 1).time();
    int begin = end - 1;
    while (begin > 0 && log.get(begin - 1).time() == time) {
      begin--;
    }
    return begin;
  }

  private static EvidenceEvent seen(LoggedEvent one) {
    return new EvidenceEvent(one.event(), one.time(), one.details());
  }

  /**
   * Returns whether the rules of an ordered correlation have events in their order, ending with the
   * completing one. Ties are in order. Each event is the latest that the one after it allows; a
   * rule whose newest event is too late for that is searched for in the window.
   */
  static boolean isInOrder(
      EntityLog log, CorrelationView view, Step completing, WindowTally tally) {
    int last = view.rule().references().size() - 1;
    if (!completing.member().is(last)) {
      return false;
    }
    long after = completing.time() - view.timespan();
    long begin = completing.time();
    for (int reference = last - 1; reference >= 0 && begin > after; reference--) {
      long newest = tally.newest(reference);
      begin = newest <= begin ? newest : latest(log, view, completing, reference, begin);
    }
    return begin > after;
  }

  private static long latest(
      EntityLog log, CorrelationView view, Step completing, int reference, long until) {
    long after = completing.time() - view.timespan();
    for (int i = log.firstAfter(until) - 1; i >= 0 && log.get(i).time() > after; i--) {
      LoggedEvent one = log.get(i);
      Member member = view.member(log.entity(), one, completing.member().group());
      if (member != null && member.is(reference)) {
        return one.time();
      }
    }
    return after;
  }
}

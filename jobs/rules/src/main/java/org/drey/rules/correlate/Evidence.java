package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.correlate.Sweep.Step;
import org.drey.rules.correlate.View.Member;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Observation;

/** Reads the window of a finding backwards, from its newest event. */
final class Evidence {
  private static final int MAX_OTHERS = Finding.MAX_EVIDENCE - 1;

  private final EntityLog log;
  private final View view;
  private final Step completing;
  private final long after;
  private final List<Observation> others = new ArrayList<>();

  private Evidence(EntityLog log, View view, Step completing) {
    this.log = log;
    this.view = view;
    this.completing = completing;
    this.after = completing.time() - view.timespan();
  }

  /**
   * The completing event and the latest others of its window, the latest first, at most 50 ids.
   *
   * @param lowest the place at which to stop, if the counts do not say where the latest are
   */
  static List<Seen> of(EntityLog log, View view, Step completing, Counts counts, long lowest) {
    Evidence evidence = new Evidence(log, view, completing);
    long[] recent = counts.recent();
    if (recent.length == 0) {
      evidence.gatherFrom(log.firstAfter(completing.time()), lowest);
    } else {
      evidence.gatherAt(recent);
    }
    return evidence.seen();
  }

  private void gatherFrom(long place, long lowest) {
    long first = Math.max(lowest, log.begin());
    long end = place;
    while (end > first && others.size() < MAX_OTHERS && before(end).time() > after) {
      long begin = Math.max(first, beginOfTime(end));
      gather(begin, end);
      end = begin;
    }
  }

  /** Goes back from one of the times to the next, which mostly is the observation before it. */
  private void gatherAt(long[] times) {
    long last = Long.MAX_VALUE;
    long end = log.begin();
    for (long time : times) {
      if (time < last && time > after && time <= completing.time()) {
        end = isAt(end, time) ? end : log.firstAfter(time);
        if (isAt(end, time)) {
          long begin = beginOfTime(end);
          gather(begin, end);
          end = begin;
        }
      }
      last = time;
    }
  }

  /** Whether the observation before a place has a time. */
  private boolean isAt(long place, long time) {
    return place > log.begin() && before(place).time() == time;
  }

  private Observation before(long place) {
    return log.get(log.previous(place));
  }

  /** The place of the first observation that has the time of the one before a place. */
  private long beginOfTime(long end) {
    long newest = log.previous(end);
    long time = log.get(newest).time();
    boolean alone = newest == log.begin() || before(newest).time() < time;
    return alone ? newest : log.firstAfter(time - 1);
  }

  /** Of one time the smallest ids. */
  private void gather(long begin, long end) {
    for (long i = begin; i < end && others.size() < MAX_OTHERS; i = log.next(i)) {
      Observation one = log.get(i);
      if (i != completing.place() && view.has(log.entity(), one, completing.member().group())) {
        others.add(one);
      }
    }
  }

  private List<Seen> seen() {
    others.add(0, log.get(completing.place()));
    return others.stream().map(one -> new Seen(one.event(), one.time(), one.details())).toList();
  }

  /**
   * Whether the rules of an ordered correlation have events in their order, ending with the
   * completing one. Ties are in order. If the counts do not say so: going back, each is taken as
   * late as the one after it allows.
   */
  static boolean isInOrder(EntityLog log, View view, Step completing, Tally tally) {
    int last = view.rule().references().size() - 1;
    long after = completing.time() - view.timespan();
    Latest counted = tally.latest();
    if (!completing.member().is(last) || counted.begin() <= after) {
      return false;
    }
    if (counted.isSure() || isFound(log, view, completing, counted)) {
      return true;
    }
    counted.noneAfter(after);
    return false;
  }

  private static boolean isFound(EntityLog log, View view, Step completing, Latest counted) {
    long after = completing.time() - view.timespan();
    long reached = completing.time();
    for (int reference = view.rule().references().size() - 2; reference >= 0; reference--) {
      long newest = counted.newest(reference);
      long found = newest <= reached ? newest : latest(log, view, completing, reference, reached);
      if (found <= after) {
        return false;
      }
      reached = found;
    }
    return true;
  }

  private static long latest(EntityLog log, View view, Step completing, int reference, long until) {
    long after = completing.time() - view.timespan();
    for (long i = log.firstAfter(until); i > log.begin(); ) {
      i = log.previous(i);
      Observation one = log.get(i);
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

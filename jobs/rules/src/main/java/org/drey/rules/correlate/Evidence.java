package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.correlate.Sweep.Step;
import org.drey.rules.correlate.View.Member;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Observation;

/** Reads the window of a finding backwards, from its newest event. */
final class Evidence {
  private static final int MOST_OTHERS = Finding.MOST_EVIDENCE - 1;

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
   * @param lowest the rank at which to stop, if the counts do not say where the latest are
   */
  static List<Seen> of(EntityLog log, View view, Step completing, Tally tally, int lowest) {
    Evidence evidence = new Evidence(log, view, completing);
    if (tally.recent().isEmpty()) {
      evidence.gatherFrom(log.firstAfter(completing.time()), lowest);
    } else {
      evidence.gatherAt(tally.recent());
    }
    return evidence.seen();
  }

  private void gatherFrom(int rank, int lowest) {
    int end = rank;
    while (end > lowest && others.size() < MOST_OTHERS) {
      long time = log.get(end - 1).time();
      if (time <= after) {
        return;
      }
      boolean alone = end == 1 || log.get(end - 2).time() < time;
      int begin = alone ? end - 1 : Math.max(lowest, log.firstAfter(time - 1));
      gather(begin, end);
      end = begin;
    }
  }

  private void gatherAt(List<Long> times) {
    long before = Long.MAX_VALUE;
    for (long time : times) {
      if (time < before && time > after && time <= completing.time()) {
        gather(log.firstAfter(time - 1), log.firstAfter(time));
      }
      before = time;
    }
  }

  /** Of one time the smallest ids. */
  private void gather(int begin, int end) {
    for (int i = begin; i < end && others.size() < MOST_OTHERS; i++) {
      Observation one = log.get(i);
      if (i != completing.rank()
          && view.member(log.entity(), one, completing.member().group()) != null) {
        others.add(one);
      }
    }
  }

  private List<Seen> seen() {
    others.add(0, log.get(completing.rank()));
    List<Seen> seen = new ArrayList<>();
    Set<String> ids = new HashSet<>(); // two providers may use one id
    for (Observation one : others) {
      if (ids.size() < Finding.MOST_EVIDENCE) {
        ids.add(one.event().eventId());
        seen.add(new Seen(one.event(), one.time(), one.details()));
      }
    }
    return List.copyOf(seen);
  }

  /**
   * Whether the rules of an ordered correlation have events in their order, ending with the
   * completing one: going back, each is taken as late as the one after it allows. Ties are in
   * order.
   */
  static boolean isInOrder(EntityLog log, View view, Step completing, Tally tally) {
    int last = view.rule().references().size() - 1;
    if (!has(completing.member(), last)) {
      return false;
    }
    long after = completing.time() - view.timespan();
    long reached = completing.time();
    for (int reference = last - 1; reference >= 0; reference--) {
      long newest = tally.newest(reference);
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
    for (int i = log.firstAfter(until) - 1; i >= 0; i--) {
      Observation one = log.get(i);
      if (one.time() <= after) {
        break;
      }
      Member member = view.member(log.entity(), one, completing.member().group());
      if (member != null && has(member, reference)) {
        return one.time();
      }
    }
    return after;
  }

  private static boolean has(Member member, int reference) {
    return (member.references() >>> reference & 1) == 1;
  }
}

package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.correlate.View.Member;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Observation;

/** Reads a window of a group backwards, from its newest event. */
final class Evidence {
  private static final Comparator<Observation> LATEST_FIRST =
      Comparator.comparingLong(Observation::time).reversed().thenComparing(Observation::event);

  private Evidence() {}

  /** The completing event and the latest others of its window, the latest first, at most 50 ids. */
  static List<Seen> of(EntityLog log, View view, Sweep.Step completing) {
    List<Observation> others = new ArrayList<>();
    int most = Finding.MOST_EVIDENCE - 1;
    long after = completing.time() - view.timespan();
    for (int i = log.firstAfter(completing.time()) - 1; i >= 0; i--) {
      Observation one = log.get(i);
      boolean enough = others.size() >= most && others.get(others.size() - 1).time() > one.time();
      if (one.time() <= after || enough) {
        break;
      }
      if (i != completing.rank()
          && view.member(log.entity(), one, completing.member().group()) != null) {
        others.add(one); // of equal times all, because the smallest ids are chosen
      }
    }
    others.sort(LATEST_FIRST);
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
  static boolean isInOrder(EntityLog log, View view, Sweep.Step completing) {
    int last = view.rule().references().size() - 1;
    if (!has(completing.member(), last)) {
      return false;
    }
    long reached = completing.time();
    for (int reference = last - 1; reference >= 0; reference--) {
      long found = latest(log, view, completing, reference, reached);
      if (found == Long.MIN_VALUE) {
        return false;
      }
      reached = found;
    }
    return true;
  }

  private static long latest(
      EntityLog log, View view, Sweep.Step completing, int reference, long until) {
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
    return Long.MIN_VALUE;
  }

  private static boolean has(Member member, int reference) {
    return (member.references() >>> reference & 1) == 1;
  }
}

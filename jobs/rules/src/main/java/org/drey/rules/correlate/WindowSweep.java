package org.drey.rules.correlate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.log.EntityLog;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a part of a log in the order of time, with what is counted in the window that ends
 * there: each event comes into the counts once and leaves them once. Events of one time are one
 * step, because they lie in each other's windows.
 */
final class WindowSweep {
  private final EntityLog log;
  private final CorrelationView view;
  private final String @Nullable [] only;
  private final long end;
  private final Map<List<String>, SweptAggregate> counters = new HashMap<>();
  private final ArrayDeque<Step> window = new ArrayDeque<>();
  private final List<Step> block = new ArrayList<>();
  private long next;
  private int left;
  private long time;

  /**
   * An event of a group.
   *
   * @param place where it is in the log
   */
  record Step(long place, long time, Member member) {}

  /**
   * A sweep.
   *
   * @param only the group whose events are looked at, null for all
   * @param from the place to begin at; what is before it is not counted
   * @param end the place to end before
   * @param most after how many observations to end, also amid those of one time
   */
  WindowSweep(
      EntityLog log,
      CorrelationView view,
      String @Nullable [] only,
      long from,
      long end,
      int most) {
    this.log = log;
    this.view = view;
    this.only = only;
    this.next = from;
    this.end = end;
    this.left = most;
  }

  /** Goes to the next time at which there is an observation; false after the last. */
  boolean next() {
    block.clear();
    if (next >= end || left <= 0) {
      return false;
    }
    time = log.get(next).time();
    do {
      for (Member member : view.members(log.entity(), log.get(next))) {
        if (only == null || member.isOf(only)) {
          take(new Step(next, time, member));
        }
      }
      left--;
      next = log.next(next);
    } while (next < end && left > 0 && log.get(next).time() == time);
    while (!window.isEmpty() && window.peekFirst().time() <= time - view.timespan()) {
      Step gone = window.removeFirst();
      counter(gone.member()).remove(gone.member());
    }
    return true;
  }

  private void take(Step step) {
    block.add(step);
    window.addLast(step);
    counter(step.member()).add(step.member(), time);
  }

  private SweptAggregate counter(Member member) {
    return counters.computeIfAbsent(
        Arrays.asList(member.group()), group -> new SweptAggregate(view));
  }

  /** The time that the sweep is at. */
  long time() {
    return time;
  }

  /** The events of that time. */
  List<Step> block() {
    return block;
  }

  /** Returns what is counted in the window of one of them. */
  WindowAggregate tally(Step step) {
    return counter(step.member());
  }
}

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
 * there: each event comes into the tally once and leaves it once. Events of one time are one step,
 * because they lie in each other's windows.
 */
final class WindowSweep {
  private final EntityLog log;
  private final CorrelationView view;
  private final int end;
  private final Map<List<String>, WindowTally> tallies = new HashMap<>();
  private final ArrayDeque<Step> window = new ArrayDeque<>();
  private final List<Step> block = new ArrayList<>();
  private int next;
  private long time;

  /** The group whose tally was asked for last. */
  private String @Nullable [] group;

  private WindowTally tally;

  /**
   * An event of a group.
   *
   * @param rank where it is in the log
   */
  record Step(int rank, long time, Member member) {}

  /**
   * A sweep.
   *
   * @param from the rank to begin at; what is before it is not counted
   * @param end the rank to end before
   */
  WindowSweep(EntityLog log, CorrelationView view, int from, int end) {
    this.log = log;
    this.view = view;
    this.tally = WindowTally.swept(view);
    this.next = from;
    this.end = end;
  }

  /** Goes to the next time at which there is an observation; false after the last. */
  boolean next() {
    block.clear();
    if (next >= end) {
      return false;
    }
    time = log.get(next).time();
    do {
      for (Member member : view.members(log.entity(), log.get(next))) {
        take(new Step(next, time, member));
      }
      next++;
    } while (next < end && log.get(next).time() == time);
    while (!window.isEmpty() && window.peekFirst().time() <= time - view.timespan()) {
      Step gone = window.removeFirst();
      tally(gone).remove(gone.member().value());
    }
    return true;
  }

  private void take(Step step) {
    block.add(step);
    window.addLast(step);
    tally(step).add(step.member(), time);
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
  WindowTally tally(Step step) {
    if (group == null || !step.member().isOf(group)) {
      group = step.member().group();
      tally = tallies.computeIfAbsent(Arrays.asList(group), one -> WindowTally.swept(view));
    }
    return tally;
  }
}

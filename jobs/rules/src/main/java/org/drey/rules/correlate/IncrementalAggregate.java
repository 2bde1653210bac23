package org.drey.rules.correlate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.log.CountedSpan;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.LogPoint;
import org.drey.rules.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a view in one window that moves over the log, kept in state so that nothing is
 * counted twice: what the window comes to is added, what it leaves is taken out. Either the window
 * that ends at the newest observation, shared by all views of one meaning, or the one at which a
 * rule settles. What a call changes is written at its end.
 */
final class IncrementalAggregate {
  private final EntityLog log;
  private final CorrelationView view;
  private final long number;
  private final CountStore store;
  private final Map<List<String>, GroupAggregate> groups = new HashMap<>();

  /**
   * The counts of a view.
   *
   * @param number which, {@link #newest} or {@link #settled}
   */
  IncrementalAggregate(EntityLog log, CorrelationView view, long number) {
    this.log = log;
    this.view = view;
    this.number = number;
    this.store = new CountStore(log, view, number);
  }

  /** The number of the counts at the newest observation. */
  static long newest(CorrelationView view) {
    return view.id();
  }

  /** The number of the counts where a rule settles. */
  static long settled(CorrelationView view) {
    return view.settledId();
  }

  private @Nullable CountedSpan edge() {
    return log.notes().edges().get(number);
  }

  private CountedSpan placed() {
    return Objects.requireNonNull(edge(), "the window of these counts has been placed");
  }

  private void put(CountedSpan edge) {
    log.notes().edges().put(number, edge);
  }

  boolean isKept() {
    return edge() != null;
  }

  /** Returns whether all of what is after a time is counted, and perhaps more. */
  boolean covers(long time) {
    CountedSpan edge = edge();
    return edge != null
        && edge.until().equals(LogPoint.after(Long.MAX_VALUE))
        && edge.after().compareTo(LogPoint.after(time)) <= 0;
  }

  /** Returns what is counted of a group; it changes as the window moves. */
  WindowAggregate of(String[] group) {
    return group(group);
  }

  private GroupAggregate group(String[] group) {
    GroupAggregate known = groups.get(Arrays.asList(group));
    if (known == null) {
      known = store.read(group);
      groups.put(Arrays.asList(group), known);
    }
    return known;
  }

  /**
   * Moves the window to what is after one time and not after another, as far as there is work left,
   * and at least a little. One that would have to go back, or has nothing of what is asked for,
   * starts again.
   *
   * @return whether it is there
   */
  boolean moveTowards(long from, long until, BooleanSupplier isLeft) {
    LogPoint after = LogPoint.after(from);
    LogPoint end = LogPoint.after(until);
    CountedSpan edge = edge();
    if (edge == null) {
      put(new CountedSpan(after, after, Long.MAX_VALUE));
    } else if (edge.until().compareTo(after) <= 0
        || edge.until().compareTo(end) > 0
        || edge.after().compareTo(after) > 0) {
      if (!leave(edge.until(), isLeft)) {
        return false;
      }
      put(new CountedSpan(after, after, Long.MAX_VALUE));
    }
    return come(end, isLeft) && leave(after, isLeft);
  }

  /** Adds what is up to a point. */
  private boolean come(LogPoint end, BooleanSupplier isLeft) {
    CountedSpan edge = placed();
    if (edge.until().equals(end)) {
      return true;
    }
    long place = log.firstAfter(edge.until());
    long first = edge.first();
    for (; place < log.end() && !end.isBefore(log.get(place)); place = log.next(place)) {
      LoggedEvent one = log.get(place);
      first = Math.min(first, one.time());
      add(one);
      if (!isLeft.getAsBoolean()) {
        put(new CountedSpan(edge.after(), LogPoint.after(one), first));
        return false;
      }
    }
    put(new CountedSpan(edge.after(), end, first));
    return true;
  }

  /** Takes out what is up to a point. */
  private boolean leave(LogPoint after, BooleanSupplier isLeft) {
    CountedSpan edge = placed();
    if (edge.first() > after.time()) {
      put(new CountedSpan(after, edge.until(), edge.first()));
      return true;
    }
    long place = log.firstAfter(edge.after());
    for (; place < log.end() && !after.isBefore(log.get(place)); place = log.next(place)) {
      LoggedEvent one = log.get(place);
      remove(one);
      if (!isLeft.getAsBoolean()) {
        put(new CountedSpan(LogPoint.after(one), edge.until(), one.time()));
        return false;
      }
    }
    long first = place < log.end() ? log.get(place).time() : Long.MAX_VALUE;
    put(new CountedSpan(after, edge.until(), first));
    return true;
  }

  /** Keeps no counts any more. */
  void drop() {
    var unused = leave(placed().until(), () -> true);
    log.notes().edges().remove(number);
  }

  /** An observation came in, or became more than it was. */
  void change(@Nullable LoggedEvent before, LoggedEvent after) {
    if (before != null) {
      gone(before);
    }
    CountedSpan edge = placed();
    if (edge.has(after)) {
      add(after);
      put(new CountedSpan(edge.after(), edge.until(), Math.min(edge.first(), after.time())));
    }
  }

  /** An observation goes. */
  void gone(LoggedEvent observation) {
    if (placed().has(observation)) {
      remove(observation);
    }
  }

  private void add(LoggedEvent observation) {
    for (Member member : view.members(log.entity(), observation)) {
      boolean isNew = counts(member, 1, 1);
      group(member.group()).add(member, observation.time(), isNew);
    }
  }

  private void remove(LoggedEvent observation) {
    for (Member member : view.members(log.entity(), observation)) {
      boolean wasLast = counts(member, -1, 0);
      group(member.group()).remove(observation.time(), wasLast);
    }
  }

  /** Returns whether after this change the group has a member's value so often. */
  private boolean counts(Member member, int change, int often) {
    boolean hasValue = member.value() != null && view.countsValues();
    return hasValue && store.count(member, change) == often;
  }

  /** Writes the counts that have changed. */
  void write() {
    groups.forEach(
        (group, count) -> {
          if (count.isChanged()) {
            store.write(group.toArray(new String[0]), count);
          }
        });
  }
}

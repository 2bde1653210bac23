package org.drey.rules.correlate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.drey.rules.correlate.View.Member;
import org.drey.rules.log.Edge;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Observation;
import org.drey.rules.log.Point;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a view in one window that moves over the log, kept in state so that nothing is
 * counted twice: what the window comes to is added, what it leaves is taken out. Either the window
 * that ends at the newest observation, shared by all views of one meaning, or the one at which a
 * rule settles. What a call changes is written at its end.
 */
final class KeptCounts {
  private final EntityLog log;
  private final View view;
  private final long number;
  private final CountStore store;
  private final Map<List<String>, GroupCount> groups = new HashMap<>();

  /**
   * The counts of a view.
   *
   * @param number which, {@link #newest} or {@link #settled}
   */
  KeptCounts(EntityLog log, View view, long number) {
    this.log = log;
    this.view = view;
    this.number = number;
    this.store = new CountStore(log, view, number);
  }

  /** The number of the counts at the newest observation. */
  static long newest(View view) {
    return view.id();
  }

  /** The number of the counts where a rule settles. */
  static long settled(View view) {
    return view.settledId();
  }

  private @Nullable Edge edge() {
    return log.notes().edges().get(number);
  }

  private Edge placed() {
    return Objects.requireNonNull(edge(), "the window of these counts has been placed");
  }

  private void put(Edge edge) {
    log.notes().edges().put(number, edge);
  }

  boolean isKept() {
    return edge() != null;
  }

  /** Returns whether all of what is after a time is counted, and perhaps more. */
  boolean covers(long time) {
    Edge edge = edge();
    return edge != null
        && edge.until().equals(Point.after(Long.MAX_VALUE))
        && edge.after().compareTo(Point.after(time)) <= 0;
  }

  /** Returns what is counted of a group; it changes as the window moves. */
  Tally of(String[] group) {
    return group(group);
  }

  private GroupCount group(String[] group) {
    GroupCount known = groups.get(Arrays.asList(group));
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
    Point after = Point.after(from);
    Point end = Point.after(until);
    Edge edge = edge();
    if (edge == null) {
      put(new Edge(after, after, Long.MAX_VALUE));
    } else if (edge.until().compareTo(after) <= 0
        || edge.until().compareTo(end) > 0
        || edge.after().compareTo(after) > 0) {
      if (!leave(edge.until(), isLeft)) {
        return false;
      }
      put(new Edge(after, after, Long.MAX_VALUE));
    }
    return come(end, isLeft) && leave(after, isLeft);
  }

  /** Adds what is up to a point. */
  private boolean come(Point end, BooleanSupplier isLeft) {
    Edge edge = placed();
    if (edge.until().equals(end)) {
      return true;
    }
    long place = log.firstAfter(edge.until());
    long first = edge.first();
    for (; place < log.end() && !end.isBefore(log.get(place)); place = log.next(place)) {
      Observation one = log.get(place);
      first = Math.min(first, one.time());
      add(one);
      if (!isLeft.getAsBoolean()) {
        put(new Edge(edge.after(), Point.after(one), first));
        return false;
      }
    }
    put(new Edge(edge.after(), end, first));
    return true;
  }

  /** Takes out what is up to a point. */
  private boolean leave(Point after, BooleanSupplier isLeft) {
    Edge edge = placed();
    if (edge.first() > after.time()) {
      put(new Edge(after, edge.until(), edge.first()));
      return true;
    }
    long place = log.firstAfter(edge.after());
    for (; place < log.end() && !after.isBefore(log.get(place)); place = log.next(place)) {
      Observation one = log.get(place);
      remove(one);
      if (!isLeft.getAsBoolean()) {
        put(new Edge(Point.after(one), edge.until(), one.time()));
        return false;
      }
    }
    long first = place < log.end() ? log.get(place).time() : Long.MAX_VALUE;
    put(new Edge(after, edge.until(), first));
    return true;
  }

  /** Keeps no counts any more. */
  void drop() {
    var unused = leave(placed().until(), () -> true);
    log.notes().edges().remove(number);
  }

  /** An observation came in, or became more than it was. */
  void change(@Nullable Observation before, Observation after) {
    if (before != null) {
      gone(before);
    }
    Edge edge = placed();
    if (edge.has(after)) {
      add(after);
      put(new Edge(edge.after(), edge.until(), Math.min(edge.first(), after.time())));
    }
  }

  /** An observation goes. */
  void gone(Observation observation) {
    if (placed().has(observation)) {
      remove(observation);
    }
  }

  private void add(Observation observation) {
    for (Member member : view.members(log.entity(), observation)) {
      boolean isNew = counts(member, 1, 1);
      group(member.group()).add(member, observation.time(), isNew);
    }
  }

  private void remove(Observation observation) {
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

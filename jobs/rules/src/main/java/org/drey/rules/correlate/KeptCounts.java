package org.drey.rules.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drey.rules.correlate.View.Member;
import org.drey.rules.log.ByteReader;
import org.drey.rules.log.ByteWriter;
import org.drey.rules.log.Edge;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a view in one window that moves over the log, kept in state so that nothing is
 * counted twice: what the window comes to is added, what it leaves is taken out. Either the window
 * that ends at the newest observation, shared by all views of one meaning, or the one at which a
 * rule settles.
 */
final class KeptCounts {
  private final EntityLog log;
  private final View view;
  private final long number;

  /**
   * The counts of a group.
   *
   * @param newestTimes of each of the correlation's rules
   */
  private record Kept(int events, int distinct, long[] newestTimes, List<Long> recent)
      implements Tally {

    @Override
    public long newest(int reference) {
      return newestTimes[reference];
    }
  }

  /**
   * The counts of a view.
   *
   * @param number which, {@link #newest} or {@link #settled}
   */
  KeptCounts(EntityLog log, View view, long number) {
    this.log = log;
    this.view = view;
    this.number = number;
  }

  /** The number of the counts at the newest observation. */
  static long newest(View view) {
    return view.id();
  }

  /** The number of the counts where a rule settles. */
  static long settled(View view) {
    return ~view.number();
  }

  boolean isKept() {
    return log.edges().containsKey(number);
  }

  /** The time after which is counted. */
  long after() {
    return log.edges().get(number).after();
  }

  /** The time until which is counted. */
  long until() {
    return log.edges().get(number).until();
  }

  /** What is counted of a group. */
  Tally of(String[] group) {
    return read(group);
  }

  /**
   * Moves the window to what is after one time and not after another. A window that only grows at
   * its end keeps its beginning; one that goes back is counted anew.
   */
  void moveTo(long from, long until) {
    Edge edge = log.edges().get(number);
    if (edge != null && (edge.until() <= from || until < edge.until())) {
      drop();
      edge = null;
    }
    if (edge == null) {
      edge = put(new Edge(from, from, Long.MAX_VALUE));
    }
    long after = Math.max(from, edge.after());
    put(new Edge(after, until, edge.first()));
    change(edge.until(), until, true);
    if (edge.first() <= after) {
      change(edge.after(), after, false);
    }
    int rank = log.firstAfter(after);
    boolean any = edge.first() <= after || edge.first() == Long.MAX_VALUE;
    long first = any && rank < log.size() ? log.get(rank).time() : edge.first();
    put(new Edge(after, until, first));
  }

  private Edge put(Edge edge) {
    log.edges().put(number, edge);
    return edge;
  }

  /** Adds or takes out what is after one time and not after another, if that is later. */
  private void change(long after, long until, boolean add) {
    if (after >= until) {
      return;
    }
    for (int i = log.firstAfter(after); i < log.size(); i++) {
      Observation one = log.get(i);
      if (one.time() > until) {
        break;
      }
      if (add) {
        add(one);
      } else {
        remove(one);
      }
    }
  }

  /** Keeps no counts any more. */
  void drop() {
    Edge edge = log.edges().get(number);
    change(edge.after(), edge.until(), false);
    log.edges().remove(number);
    log.putCount(number, null);
  }

  /** An observation came in, or became more than it was. */
  void change(@Nullable Observation before, Observation after) {
    if (before != null) {
      gone(before);
    }
    Edge edge = log.edges().get(number);
    if (edge.has(after.time())) {
      add(after);
      put(new Edge(edge.after(), edge.until(), Math.min(edge.first(), after.time())));
    }
  }

  /** An observation goes. */
  void gone(Observation observation) {
    if (log.edges().get(number).has(observation.time())) {
      remove(observation);
    }
  }

  private void add(Observation observation) {
    for (Member member : view.members(log.entity(), observation)) {
      boolean isNew = countsValues() && count(member, 1) == 1;
      Kept kept = read(member.group());
      long[] newest = kept.newestTimes().clone();
      for (int i = 0; i < newest.length; i++) {
        if ((member.references() >>> i & 1) == 1) {
          newest[i] = Math.max(newest[i], observation.time());
        }
      }
      int distinct = kept.distinct() + (isNew ? 1 : 0);
      List<Long> recent = with(kept.recent(), observation.time());
      write(member.group(), new Kept(kept.events() + 1, distinct, newest, recent));
    }
  }

  private static List<Long> with(List<Long> recent, long time) {
    int at = 0;
    while (at < recent.size() && recent.get(at) > time) {
      at++;
    }
    List<Long> more = new ArrayList<>(recent);
    more.add(at, time);
    return more.subList(0, Math.min(more.size(), Finding.MOST_EVIDENCE));
  }

  private void remove(Observation observation) {
    for (Member member : view.members(log.entity(), observation)) {
      boolean wasLast = countsValues() && count(member, -1) == 0;
      Kept kept = read(member.group());
      List<Long> recent = new ArrayList<>(kept.recent());
      recent.remove(observation.time());
      int distinct = kept.distinct() - (wasLast ? 1 : 0);
      write(member.group(), new Kept(kept.events() - 1, distinct, kept.newestTimes(), recent));
    }
  }

  private boolean countsValues() {
    return view.rule().references().get(0).value() >= 0;
  }

  /** Counts a member's value, and returns how often the group now has it; -1 for no value. */
  private long count(Member member, int change) {
    if (member.value() == null) {
      return -1;
    }
    String key = key("v", member.group()) + member.value();
    byte[] known = log.store().get(key);
    long count = (known == null ? 0 : new ByteReader(known).readLong()) + change;
    log.store().put(key, count == 0 ? null : new ByteWriter().writeLong(count).toBytes());
    return count;
  }

  private Kept read(String[] group) {
    long[] newest = new long[view.rule().references().size()];
    Arrays.fill(newest, Long.MIN_VALUE);
    byte[] bytes = view.hasOneGroup() ? log.count(number) : log.store().get(key("n", group));
    if (bytes == null) {
      return new Kept(0, 0, newest, List.of());
    }
    ByteReader in = new ByteReader(bytes);
    int events = in.readInt();
    int distinct = in.readInt();
    for (int i = 0; i < newest.length; i++) {
      newest[i] = in.readFixed();
    }
    List<Long> recent = new ArrayList<>();
    long time = 0;
    for (int i = in.readInt(); i > 0; i--) {
      time -= in.readSigned();
      recent.add(time);
    }
    return new Kept(events, distinct, newest, recent);
  }

  private void write(String[] group, Kept kept) {
    byte[] bytes = null;
    if (kept.events() > 0) {
      ByteWriter out = new ByteWriter().writeLong(kept.events()).writeLong(kept.distinct());
      for (long newest : kept.newestTimes()) {
        out.writeFixed(newest);
      }
      out.writeLong(kept.recent().size());
      long before = 0;
      for (long time : kept.recent()) {
        out.writeSigned(before - time);
        before = time;
      }
      bytes = out.toBytes();
    }
    if (view.hasOneGroup()) {
      log.putCount(number, bytes);
    } else {
      log.store().put(key("n", group), bytes);
    }
  }

  /** Forgets counts of which no rule knows any more. */
  static void forget(EntityLog log, long number) {
    log.store().removeAll(prefix("n", number));
    log.store().removeAll(prefix("v", number));
  }

  private String key(String kind, String[] group) {
    StringBuilder key = new StringBuilder(prefix(kind, number));
    if (!view.hasOneGroup()) {
      for (String value : group) {
        key.append(value.length()).append(':').append(value);
      }
      key.append(' ');
    }
    return key.toString();
  }

  private static String prefix(String kind, long number) {
    return kind + Long.toString(number, Character.MAX_RADIX) + " ";
  }
}

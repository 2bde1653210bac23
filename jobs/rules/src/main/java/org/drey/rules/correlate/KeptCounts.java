package org.drey.rules.correlate;

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
 * The counts of a view in the window that ends at the newest observation, kept in state so that
 * nothing is counted twice. They are kept while the window reaches beyond the head of the log: what
 * is in the head is counted as fast as a count is read.
 */
final class KeptCounts {
  private final EntityLog log;
  private final View view;

  /**
   * The counts of a group.
   *
   * @param newestTimes of each of the correlation's rules
   */
  private record Kept(int events, int distinct, long[] newestTimes) implements Tally {

    @Override
    public long newest(int reference) {
      return newestTimes[reference];
    }
  }

  KeptCounts(EntityLog log, View view) {
    this.log = log;
    this.view = view;
  }

  /** What is counted of a group in the window that ends at the newest observation. */
  Tally newest(long time, String[] group) {
    long after = time - view.timespan();
    boolean kept = log.edges().containsKey(view.id());
    if (log.isInHead(after)) {
      if (kept) {
        moveTo(after);
        drop();
      }
      return inHead(after, group);
    }
    if (kept) {
      moveTo(after);
    } else {
      log.edges().put(view.id(), new Edge(after, Long.MAX_VALUE));
      for (int i = log.firstAfter(after); i < log.size(); i++) {
        add(log.get(i));
      }
    }
    return read(group);
  }

  private Tally inHead(long after, String[] group) {
    Counter counter = new Counter(view);
    for (int i = log.firstAfter(after); i < log.size(); i++) {
      Observation one = log.get(i);
      Member member = view.member(log.entity(), one, group);
      if (member != null) {
        counter.add(member, one.time());
      }
    }
    return counter;
  }

  /** What is not later than a time leaves. */
  private void moveTo(long after) {
    Edge edge = log.edges().get(view.id());
    if (after <= edge.after()) {
      return;
    }
    long first = edge.first();
    if (first <= after) {
      first = Long.MAX_VALUE;
      for (int i = log.firstAfter(edge.after()); i < log.size(); i++) {
        Observation one = log.get(i);
        if (one.time() > after) {
          first = one.time();
          break;
        }
        remove(one);
      }
    }
    log.edges().put(view.id(), new Edge(after, first));
  }

  private void drop() {
    for (int i = log.firstAfter(log.edges().get(view.id()).after()); i < log.size(); i++) {
      remove(log.get(i));
    }
    log.edges().remove(view.id());
    log.putCount(view.id(), null);
  }

  /** An observation came in, or became more than it was. */
  void change(@Nullable Observation before, Observation after) {
    if (before != null) {
      gone(before);
    }
    Edge edge = log.edges().get(view.id());
    if (edge != null && after.time() > edge.after()) {
      add(after);
    }
  }

  /** An observation goes. */
  void gone(Observation observation) {
    Edge edge = log.edges().get(view.id());
    if (edge != null && observation.time() > edge.after()) {
      remove(observation);
    }
  }

  private void add(Observation observation) {
    List<Member> members = view.members(log.entity(), observation);
    for (Member member : members) {
      boolean isNew = countsValues() && count(member, 1) == 1;
      Kept kept = read(member.group());
      long[] newest = kept.newestTimes().clone();
      for (int i = 0; i < newest.length; i++) {
        if ((member.references() >>> i & 1) == 1) {
          newest[i] = Math.max(newest[i], observation.time());
        }
      }
      write(member.group(), new Kept(kept.events() + 1, kept.distinct() + (isNew ? 1 : 0), newest));
    }
    Edge edge = log.edges().get(view.id());
    if (!members.isEmpty() && observation.time() < edge.first()) {
      log.edges().put(view.id(), new Edge(edge.after(), observation.time()));
    }
  }

  private void remove(Observation observation) {
    for (Member member : view.members(log.entity(), observation)) {
      boolean wasLast = countsValues() && count(member, -1) == 0;
      Kept kept = read(member.group());
      write(
          member.group(),
          new Kept(kept.events() - 1, kept.distinct() - (wasLast ? 1 : 0), kept.newestTimes()));
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
    byte[] bytes = view.hasOneGroup() ? log.count(view.id()) : log.store().get(key("n", group));
    if (bytes == null) {
      return new Kept(0, 0, newest);
    }
    ByteReader in = new ByteReader(bytes);
    int events = in.readInt();
    int distinct = in.readInt();
    for (int i = 0; i < newest.length; i++) {
      newest[i] = in.readFixed();
    }
    return new Kept(events, distinct, newest);
  }

  private void write(String[] group, Kept kept) {
    byte[] bytes = null;
    if (kept.events() > 0) {
      ByteWriter out = new ByteWriter().writeLong(kept.events()).writeLong(kept.distinct());
      for (long newest : kept.newestTimes()) {
        out.writeFixed(newest);
      }
      bytes = out.toBytes();
    }
    if (view.hasOneGroup()) {
      log.putCount(view.id(), bytes);
    } else {
      log.store().put(key("n", group), bytes);
    }
  }

  /** Forgets the counts of a view that no rule has any more. */
  static void forget(EntityLog log, long view) {
    log.store().removeAll(prefix("n", view));
    log.store().removeAll(prefix("v", view));
  }

  private String key(String kind, String[] group) {
    StringBuilder key = new StringBuilder(prefix(kind, view.id()));
    if (!view.hasOneGroup()) {
      for (String value : group) {
        key.append(value.length()).append(':').append(value);
      }
      key.append(' ');
    }
    return key.toString();
  }

  private static String prefix(String kind, long view) {
    return kind + Long.toString(view, Character.MAX_RADIX) + " ";
  }
}

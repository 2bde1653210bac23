package org.drey.rules.correlate;

import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.log.EntityLog;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/**
 * The store of a view's kept counts: of its only group in the head of the log, of others each for
 * itself, as how often a value is there.
 */
final class CountStore {
  private static final int VERSION = 1;

  /** The work of reading or writing a count. */
  private static final int ACCESS = 4;

  private final EntityLog log;
  private final CorrelationView view;
  private final long number;

  /**
   * A store.
   *
   * @param number which counts of the view
   */
  CountStore(EntityLog log, CorrelationView view, long number) {
    this.log = log;
    this.view = view;
    this.number = number;
  }

  /** Returns what is counted of a group. */
  GroupAggregate read(String[] group) {
    log.work().spend(ACCESS);
    byte[] bytes = view.hasOneGroup() ? log.notes().count(number) : log.count(key("n", group));
    return GroupAggregate.read(bytes, view);
  }

  /** Keeps what is counted of a group. */
  void write(String[] group, GroupAggregate count) {
    if (view.hasOneGroup()) {
      log.notes().putCount(number, count.bytes());
    } else {
      log.putCount(key("n", group), count.bytes());
    }
  }

  /** Counts a member's value, and returns how often the group now has it. */
  long count(Member member, int change) {
    log.work().spend(ACCESS);
    String key = key("v", member.group()) + member.value();
    byte[] known = log.count(key);
    long before = known == null ? 0 : new ByteReader(known).checkVersion(VERSION).readLong();
    long count = before + change;
    byte[] bytes = new ByteWriter().writeByte(VERSION).writeLong(count).toBytes();
    log.putCount(key, count == 0 ? null : bytes);
    return count;
  }

  /** Forgets counts of which no rule knows any more. */
  static void forget(EntityLog log, long number) {
    log.removeCounts(prefix("n", number));
    log.removeCounts(prefix("v", number));
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

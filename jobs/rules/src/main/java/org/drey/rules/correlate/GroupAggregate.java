package org.drey.rules.correlate;

import java.util.Arrays;
import org.drey.rules.correlate.CorrelationView.Member;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.jspecify.annotations.Nullable;

/** The counts of one group in a window that are kept in state. */
final class GroupAggregate implements WindowAggregate {
  private static final int VERSION = 1;
  private static final int FEW = 4;

  private int events;
  private int distinct;
  private final LatestInputs latest;

  /** The times of the latest events, the latest first. */
  private long[] recent = {};

  private int recents;
  private boolean isChanged;

  private GroupAggregate(CorrelationView view) {
    latest = new LatestInputs(view);
  }

  /**
   * Returns what is counted of a group.
   *
   * @param bytes as {@link #bytes} returned them, null for nothing
   */
  static GroupAggregate read(byte @Nullable [] bytes, CorrelationView view) {
    GroupAggregate count = new GroupAggregate(view);
    if (bytes == null) {
      return count;
    }
    ByteReader in = new ByteReader(bytes).checkVersion(VERSION);
    count.events = in.readInt();
    count.distinct = in.readInt();
    count.latest.read(in);
    count.recents = in.readInt();
    count.recent = new long[Math.min(count.recents + FEW, Finding.MAX_EVIDENCE)];
    long time = 0;
    for (int i = 0; i < count.recents; i++) {
      time -= in.readSigned();
      count.recent[i] = time;
    }
    return count;
  }

  /** The bytes that are kept of it, null if nothing is counted. */
  byte @Nullable [] bytes() {
    if (events == 0) {
      return null;
    }
    ByteWriter out = new ByteWriter().writeByte(VERSION).writeLong(events).writeLong(distinct);
    latest.write(out);
    out.writeLong(recents);
    long before = 0;
    for (int i = 0; i < recents; i++) {
      out.writeSigned(before - recent[i]);
      before = recent[i];
    }
    return out.toBytes();
  }

  /**
   * An event comes into the window.
   *
   * @param isNew whether none of the window has its value
   */
  void add(Member member, long time, boolean isNew) {
    isChanged = true;
    events++;
    distinct += isNew ? 1 : 0;
    latest.add(member, time);
    int at = 0;
    while (at < recents && recent[at] > time) {
      at++;
    }
    if (at < Finding.MAX_EVIDENCE) {
      if (recents == recent.length) {
        recent = Arrays.copyOf(recent, Math.min(2 * recents + FEW, Finding.MAX_EVIDENCE));
      }
      recents = Math.min(recents + 1, recent.length);
      System.arraycopy(recent, at, recent, at + 1, recents - 1 - at);
      recent[at] = time;
    }
  }

  /**
   * An event leaves the window.
   *
   * @param wasLast whether no other of the window has its value
   */
  void remove(long time, boolean wasLast) {
    isChanged = true;
    events--;
    distinct -= wasLast ? 1 : 0;
    if (events == 0) {
      latest.clear();
    }
    for (int i = recents - 1; i >= 0 && recent[i] <= time; i--) {
      if (recent[i] == time) {
        System.arraycopy(recent, i + 1, recent, i, recents - 1 - i);
        recents--;
        return;
      }
    }
  }

  /** Returns whether it has other events than what was read. */
  boolean isChanged() {
    return isChanged;
  }

  @Override
  public int events() {
    return events;
  }

  @Override
  public int distinct() {
    return distinct;
  }

  @Override
  public LatestInputs latest() {
    return latest;
  }

  @Override
  public long[] recent() {
    return Arrays.copyOf(recent, recents);
  }
}

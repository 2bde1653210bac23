package org.drey.rules.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * The notes that the reader of a log keeps in its head: when to look at the entity, which
 * observations have to be looked at again, and which are counted.
 */
public final class HeadNotes {
  private long timer = Long.MAX_VALUE;
  private final PendingSpans waiting = new PendingSpans();
  private final Map<Long, CountedSpan> edges = new LinkedHashMap<>();
  private final Map<Long, byte[]> counts = new LinkedHashMap<>();

  HeadNotes() {}

  /** Returns when the entity is to be looked at, {@link Long#MAX_VALUE} for never. */
  public long timer() {
    return timer;
  }

  public void setTimer(long time) {
    timer = time;
  }

  /** Returns what rules have to look at again. */
  public PendingSpans waiting() {
    return waiting;
  }

  /** By the number of kept counts which observations they are of. */
  public Map<Long, CountedSpan> edges() {
    return edges;
  }

  /** Counts that are small enough to be here, by their number; null for none. */
  public byte @Nullable [] count(long number) {
    return counts.get(number);
  }

  /** Keeps a small count under its number, null for none. */
  public void putCount(long number, byte @Nullable [] count) {
    if (count == null) {
      counts.remove(number);
    } else {
      counts.put(number, count);
    }
  }

  /**
   * Forgets what is kept for rules and counts that are no more.
   *
   * @param forget what is handed the numbers of such counts
   * @return whether there was any
   */
  public boolean keepOnly(Set<Long> rules, Set<Long> known, LongConsumer forget) {
    boolean any = waiting.keepOnly(rules);
    for (long number : List.copyOf(edges.keySet())) {
      if (!known.contains(number)) {
        edges.remove(number);
        counts.remove(number);
        forget.accept(number);
        any = true;
      }
    }
    return any;
  }

  void read(ByteReader in) {
    timer = in.readFixed();
    waiting.read(in);
    for (int i = in.readInt(); i > 0; i--) {
      edges.put(in.readFixed(), CountedSpan.read(in));
    }
    for (int i = in.readInt(); i > 0; i--) {
      counts.put(in.readFixed(), in.readBytes());
    }
  }

  void write(ByteWriter out) {
    out.writeFixed(timer);
    waiting.write(out);
    out.writeLong(edges.size());
    edges.forEach((number, edge) -> edge.write(out.writeFixed(number)));
    out.writeLong(counts.size());
    counts.forEach((number, count) -> out.writeFixed(number).writeBytes(count));
  }
}

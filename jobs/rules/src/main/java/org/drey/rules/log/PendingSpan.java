package org.drey.rules.log;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/**
 * The span of the observations that a rule has to look at again. Milliseconds since 1970.
 *
 * @param from those of this time and later
 * @param to and not after this time
 * @param due when to look
 */
public record PendingSpan(long from, long to, long due) {
  /** The most separate spans of a rule; with more of them some observations are looked at twice. */
  private static final int MAX_SPANS = 8;

  /** Adds to the spans of a rule. What is later and due later goes with what is there. */
  static List<PendingSpan> add(List<PendingSpan> spans, PendingSpan more) {
    List<PendingSpan> all = new ArrayList<>(spans);
    for (int i = 0; i < all.size(); i++) {
      PendingSpan one = all.get(i);
      if (one.from <= more.from && one.due <= more.due) {
        all.set(i, one.and(more));
        return all;
      }
      if (more.from <= one.from && one.to <= more.to && more.due <= one.due) {
        all.set(i, more);
        return all;
      }
    }
    all.add(more);
    return all.size() <= MAX_SPANS
        ? all
        : List.of(all.stream().reduce(PendingSpan::and).orElseThrow());
  }

  /** Spans in the order of their times, of which those that overlap are one. */
  public static List<PendingSpan> joined(List<PendingSpan> spans) {
    List<PendingSpan> joined = new ArrayList<>();
    for (PendingSpan span : spans) {
      int last = joined.size() - 1;
      if (last >= 0 && span.from <= joined.get(last).to) {
        joined.set(last, joined.get(last).and(span));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private PendingSpan and(PendingSpan other) {
    return new PendingSpan(
        Math.min(from, other.from), Math.max(to, other.to), Math.min(due, other.due));
  }

  static PendingSpan read(ByteReader in) {
    return new PendingSpan(in.readFixed(), in.readSigned(), in.readSigned());
  }

  void write(ByteWriter out) {
    out.writeFixed(from).writeSigned(to).writeSigned(due);
  }
}

package org.drey.rules.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The observations that a rule has to look at again: some of those of these times. Milliseconds
 * since 1970.
 *
 * @param from the first of the times
 * @param to the last of them
 * @param due when to look
 */
public record Unsettled(long from, long to, long due) {
  /** The most separate spans of a rule; with more of them some observations are looked at twice. */
  private static final int MOST = 8;

  /** Adds to the spans of a rule. What is later and due later goes with what is there. */
  static List<Unsettled> add(List<Unsettled> spans, Unsettled more) {
    List<Unsettled> all = new ArrayList<>(spans);
    for (int i = 0; i < all.size(); i++) {
      Unsettled one = all.get(i);
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
    return all.size() <= MOST ? all : List.of(all.stream().reduce(Unsettled::and).orElseThrow());
  }

  /** Spans in the order of their times, of which those that overlap are one. */
  public static List<Unsettled> joined(List<Unsettled> spans) {
    List<Unsettled> joined = new ArrayList<>();
    for (Unsettled span : spans) {
      int last = joined.size() - 1;
      if (last >= 0 && span.from <= joined.get(last).to) {
        joined.set(last, joined.get(last).and(span));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private Unsettled and(Unsettled other) {
    return new Unsettled(
        Math.min(from, other.from), Math.max(to, other.to), Math.min(due, other.due));
  }
}

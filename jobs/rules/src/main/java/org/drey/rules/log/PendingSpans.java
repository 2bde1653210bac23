package org.drey.rules.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;

/** The spans that rules have to look at again, by rule. Milliseconds since 1970. */
public final class PendingSpans {
  private final Map<Long, List<PendingSpan>> spans = new LinkedHashMap<>();

  PendingSpans() {}

  /** The rules that have something to look at again, as they are now. */
  public Set<Long> rules() {
    return Collections.unmodifiableSet(spans.keySet());
  }

  /** The first time that a rule has to look at again, {@link Long#MAX_VALUE} for none. */
  public long first(long rule) {
    return spans.getOrDefault(rule, List.of()).stream()
        .mapToLong(PendingSpan::from)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Adds to what a rule has to look at again. */
  public void add(long rule, PendingSpan span) {
    spans.put(rule, PendingSpan.add(spans.getOrDefault(rule, List.of()), span));
  }

  /**
   * Takes out what a rule has to look at by a clock, the earliest times first; and what begins amid
   * it, so that no later look goes back for that.
   */
  public List<PendingSpan> takeDue(long rule, long clock) {
    List<PendingSpan> all = new ArrayList<>(spans.getOrDefault(rule, List.of()));
    all.sort(Comparator.comparingLong(PendingSpan::from));
    List<PendingSpan> due = new ArrayList<>();
    long until = Long.MIN_VALUE;
    for (PendingSpan span : all) {
      if (span.due() <= clock || span.from() <= until) {
        due.add(span);
        until = Math.max(until, span.to());
      }
    }
    all.removeAll(due);
    if (all.isEmpty()) {
      spans.remove(rule);
    } else if (!due.isEmpty()) {
      spans.put(rule, all);
    }
    return due;
  }

  /**
   * Returns when the first rule has to look at something again, {@link Long#MAX_VALUE} for never.
   */
  public long nextDue() {
    return spans.values().stream()
        .flatMap(List::stream)
        .mapToLong(PendingSpan::due)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Forgets what other rules have to look at; returns whether there was any. */
  public boolean keepOnly(Set<Long> rules) {
    return spans.keySet().retainAll(rules);
  }

  void read(ByteReader in) {
    for (int i = in.readInt(); i > 0; i--) {
      long rule = in.readFixed();
      List<PendingSpan> all = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        all.add(PendingSpan.read(in));
      }
      spans.put(rule, all);
    }
  }

  void write(ByteWriter out) {
    out.writeLong(spans.size());
    spans.forEach(
        (rule, all) -> {
          out.writeFixed(rule).writeLong(all.size());
          all.forEach(span -> span.write(out));
        });
  }
}

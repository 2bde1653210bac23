package org.drey.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A rule of payments that all can say, or nearly all; each copy has another threshold. */
public enum PeerRule {
  COUNT("payments of a payer to a payee"),
  DISTINCT("payees of a payer"),
  SEQUENCE("a small payment, then a large one to the same payee");

  static final Duration WINDOW = Duration.ofDays(7);

  private static final int LEAST = 3;
  private static final int SMALL = 1_000;
  private static final int LARGE = 100_000;
  private static final int STEP = 5;

  private final String title;

  PeerRule(String title) {
    this.title = title;
  }

  /** Returns what a report calls it. */
  public String title() {
    return title;
  }

  /** Returns how many payments or payees a copy wants at least. */
  static int least(int copy) {
    return LEAST + copy;
  }

  /** Returns the most pence of a small payment of a copy: of later copies less. */
  static int small(int copy) {
    return SMALL - STEP * copy;
  }

  /** Returns the fewest pence of a large payment of a copy: of later copies more. */
  static int large(int copy) {
    return LARGE + STEP * copy;
  }

  /** Returns a name of a finding that is the same for all ways. */
  static String named(int copy, String completing) {
    return copy + " " + completing;
  }

  /**
   * Returns what is to be found, by the plainest means: each payment's window looked through.
   *
   * @param events each once, in any order
   */
  Set<String> expected(List<PeerEvent> events, int copies) {
    Map<String, Deque<PeerEvent>> windows = new HashMap<>();
    Set<String> found = new HashSet<>();
    List<PeerEvent> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparingLong(PeerEvent::time));
    for (PeerEvent event : sorted) {
      if (event.wanted()) {
        String group = this == DISTINCT ? event.payer() : event.payer() + "," + event.payee();
        Deque<PeerEvent> window = windows.computeIfAbsent(group, unused -> new ArrayDeque<>());
        window.add(event);
        while (window.getFirst().time() <= event.time() - WINDOW.toMillis()) {
          window.removeFirst();
        }
        for (int copy = 0; copy < copies; copy++) {
          if (holds(window, event, copy)) {
            found.add(named(copy, event.id()));
          }
        }
      }
    }
    return found;
  }

  private boolean holds(Deque<PeerEvent> window, PeerEvent last, int copy) {
    return switch (this) {
      case COUNT -> window.size() >= least(copy);
      case DISTINCT -> window.stream().map(PeerEvent::payee).distinct().count() >= least(copy);
      case SEQUENCE ->
          last.amountMinor() >= large(copy)
              && window.stream().anyMatch(event -> event.amountMinor() <= small(copy));
    };
  }
}

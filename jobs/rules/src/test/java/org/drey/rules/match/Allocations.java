package org.drey.rules.match;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.drey.rules.TestEvent;

/** Counts the bytes that matching allocates. */
final class Allocations {
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 1_000;

  private Allocations() {}

  static double perEvent(StreamMatcher matcher, List<TestEvent> events) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RuleHits hits = new RuleHits();
    rounds(matcher, events, hits, WARM_UP);
    long before = threads.getCurrentThreadAllocatedBytes();
    rounds(matcher, events, hits, ROUNDS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    return (double) allocated / ROUNDS / events.size();
  }

  private static void rounds(
      StreamMatcher matcher, List<TestEvent> events, RuleHits hits, int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < events.size(); i++) {
        matcher.match(events.get(i), hits);
        if (!hits.isEmpty()) {
          throw new IllegalStateException("an event matches: " + events.get(i));
        }
      }
    }
  }
}

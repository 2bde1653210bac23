package org.drey.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** The condition in which the same payments arrive. */
public enum ArrivalOrder {
  IN_ORDER("in order"),
  LATE("one of ten late"),
  DOUBLED("one of ten sent twice");

  private static final int ONE_OF = 10;
  private static final long SOON = Duration.ofMinutes(5).toMillis();

  /** Less than payments may be late: 24 hours. */
  private static final long LATEST = Duration.ofHours(20).toMillis();

  private final String title;

  ArrivalOrder(String title) {
    this.title = title;
  }

  /** Returns what a report calls it. */
  public String title() {
    return title;
  }

  private record ArrivingEvent(PeerEvent event, long at) {}

  /**
   * Returns the payments as they arrive.
   *
   * @param events by time
   */
  List<PeerEvent> of(List<PeerEvent> events, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ArrivingEvent> arriving = new ArrayList<>();
    for (PeerEvent event : events) {
      boolean chosen = random.nextInt(ONE_OF) == 0;
      long late = chosen && this == LATE ? random.nextLong(SOON, LATEST) : 0;
      arriving.add(new ArrivingEvent(event, event.time() + late));
      if (chosen && this == DOUBLED) {
        arriving.add(new ArrivingEvent(event, event.time())); // a producer tried twice
      }
    }
    arriving.sort(Comparator.comparingLong(ArrivingEvent::at));
    return arriving.stream().map(ArrivingEvent::event).toList();
  }
}

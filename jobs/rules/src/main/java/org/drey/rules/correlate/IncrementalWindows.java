package org.drey.rules.correlate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.EventFacet;
import org.drey.rules.log.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** The kept counts of one entity during a call of a {@link Correlator}, each read once. */
final class IncrementalWindows {
  private final EntityLog log;
  private final CorrelationViews views;
  private final Map<Long, IncrementalAggregate> counts = new HashMap<>();

  IncrementalWindows(EntityLog log, CorrelationViews views) {
    this.log = log;
    this.views = views;
  }

  EntityLog log() {
    return log;
  }

  CorrelationViews views() {
    return views;
  }

  /** The counts at the newest observation, kept or not. */
  IncrementalAggregate newest(CorrelationView view) {
    return of(IncrementalAggregate.newest(view), view);
  }

  /** The counts where a rule settles, kept or not. */
  IncrementalAggregate settled(CorrelationView view) {
    return of(IncrementalAggregate.settled(view), view);
  }

  private IncrementalAggregate of(long number, CorrelationView view) {
    return counts.computeIfAbsent(number, n -> new IncrementalAggregate(log, view, n));
  }

  /**
   * An observation came in, or became more than it was.
   *
   * @param facet what it is now besides
   */
  void change(@Nullable LoggedEvent before, LoggedEvent now, EventFacet facet) {
    for (long number : List.copyOf(log.notes().edges().keySet())) {
      CorrelationView view = views.ofCounts(number);
      if (view.reads(facet.shape())) {
        of(number, view).change(before, now);
      }
    }
  }

  /** An observation goes. */
  void gone(LoggedEvent observation) {
    for (long number : List.copyOf(log.notes().edges().keySet())) {
      of(number, views.ofCounts(number)).gone(observation);
    }
  }

  /** Writes what has changed. */
  void write() {
    counts.values().forEach(IncrementalAggregate::write);
  }
}

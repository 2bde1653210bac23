package org.drey.rules.correlate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.log.EntityLog;
import org.drey.rules.log.Facet;
import org.drey.rules.log.Observation;
import org.jspecify.annotations.Nullable;

/** The kept counts of one entity during a call of a {@link Correlator}, each read once. */
final class Windows {
  private final EntityLog log;
  private final Views views;
  private final Map<Long, KeptCounts> counts = new HashMap<>();

  Windows(EntityLog log, Views views) {
    this.log = log;
    this.views = views;
  }

  EntityLog log() {
    return log;
  }

  Views views() {
    return views;
  }

  /** The counts at the newest observation, kept or not. */
  KeptCounts newest(View view) {
    return of(KeptCounts.newest(view), view);
  }

  /** The counts where a rule settles, kept or not. */
  KeptCounts settled(View view) {
    return of(KeptCounts.settled(view), view);
  }

  private KeptCounts of(long number, View view) {
    return counts.computeIfAbsent(number, n -> new KeptCounts(log, view, n));
  }

  /**
   * An observation came in, or became more than it was.
   *
   * @param facet what it is now besides
   */
  void change(@Nullable Observation before, Observation now, Facet facet) {
    for (long number : List.copyOf(log.notes().edges().keySet())) {
      View view = views.ofCounts(number);
      if (view.reads(facet.shape())) {
        of(number, view).change(before, now);
      }
    }
  }

  /** An observation goes. */
  void gone(Observation observation) {
    for (long number : List.copyOf(log.notes().edges().keySet())) {
      of(number, views.ofCounts(number)).gone(observation);
    }
  }

  /** Writes what has changed. */
  void write() {
    counts.values().forEach(KeptCounts::write);
  }
}

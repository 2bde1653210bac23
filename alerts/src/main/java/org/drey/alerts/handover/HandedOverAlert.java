package org.drey.alerts.handover;

import java.time.Instant;
import org.drey.alerts.explain.AlertView;
import org.drey.event.Alert;
import org.drey.event.Track;

/**
 * An alert that goes out.
 *
 * @param view it in words
 * @param decided by which it may
 * @param expires when it is to be deleted or looked at again
 */
public record HandedOverAlert(AlertView view, ClearingVerdict decided, Instant expires) {
  /** The record. */
  public Alert alert() {
    return view.alert();
  }

  /** Returns whether it is of a young person who may need help. */
  public boolean isVictim() {
    return alert().getTrack() == Track.VICTIM;
  }

  /** Returns whom it is about and its strongest indicator, by its public title. */
  String title() {
    return view.reasons().isEmpty()
        ? view.who()
        : view.who() + ": " + view.reasons().get(0).ruleTitle();
  }

  /**
   * Returns when what is said of it changed last: by evidence or by the verdict, never by the
   * clock.
   */
  Instant modified() {
    Instant asOf = alert().getAsOf();
    return asOf.isAfter(decided.time()) ? asOf : decided.time();
  }
}

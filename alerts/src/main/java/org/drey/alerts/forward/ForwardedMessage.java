package org.drey.alerts.forward;

import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/**
 * A message to hand over: a revision of an alert, or that an alert is gone.
 *
 * @param alertId which alert
 * @param alert the revision; null if the alert was removed from the topic
 */
record ForwardedMessage(String alertId, @Nullable Alert alert) {
  private static final int GENERATION_SHIFT = 32;

  /** The same whenever it is sent, so that who gets it twice can leave one out. */
  String id() {
    return alert == null
        ? alertId + ".removed"
        : alertId + "." + alert.getGeneration() + "." + alert.getRevision();
  }

  /** Grows with generation, then revision. */
  static long version(Alert alert) {
    return (alert.getGeneration() << GENERATION_SHIFT) + alert.getRevision();
  }
}

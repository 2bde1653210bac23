package org.drey.alerts.handover;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The verdict by which an alert may go out.
 *
 * @param verdict CONFIRMED or LIKELY
 * @param reason null if the verdict's record is not at hand
 * @param time when it was given
 * @param twoAnalysts whether a second analyst is on it
 * @param takenUp whether the alert's job has it; else only its record says so
 */
public record ClearingVerdict(
    String verdict, @Nullable String reason, Instant time, boolean twoAnalysts, boolean takenUp) {

  /** In words: "CONFIRMED (reported), by two analysts". */
  String words() {
    return verdict
        + (reason == null ? "" : " (" + reason.toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
        + (twoAnalysts ? ", by two analysts" : ", by an analyst");
  }
}

package org.drey.alerts.explain;

import org.drey.alerts.decide.VerdictHistory;
import org.drey.event.AlertState;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.jspecify.annotations.Nullable;

/** More that an analyst has asked for, which an open alert goes on waiting for. */
public final class NeedsMoreRequest {
  private NeedsMoreRequest() {}

  /**
   * Returns who asks for what by the newest verdict that the job knows of; null if no one does. A
   * verdict that lacked second eyes asks for nothing in words.
   */
  public static @Nullable String asked(VerdictHistory history) {
    Verdict newest = history.newestTakenUp();
    return newest == null
            || newest.getVerdict() != VerdictType.NEEDS_MORE
            || history.alert().getState() != AlertState.OPEN
        ? null
        : newest.getAnalyst() + " asks for " + words(newest);
  }

  static String words(Verdict needsMore) {
    return needsMore.getReason() == VerdictReason.SECOND_OPINION ? "a second opinion" : "more data";
  }
}

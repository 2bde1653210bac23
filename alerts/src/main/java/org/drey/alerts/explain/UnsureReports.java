package org.drey.alerts.explain;

import org.drey.event.Alert;

/**
 * Reports to which their source gives no confidence: they open an alert, as each report does, and
 * bring no point, so that no reason names them.
 */
final class UnsureReports {
  /** What a list says of an alert that rests on nothing else. */
  static final String SENTENCE =
      "It was reported, and the source gives its report no confidence (0.00).";

  private UnsureReports() {}

  /** Returns whether an alert rests on nothing else: what else was found would have a strength. */
  static boolean areAll(Alert alert) {
    return alert.getReasons().isEmpty()
        && !alert.getFindings().isEmpty()
        && alert.getUnlisted().getReasons().stream().allMatch(one -> one.getQuality() == 0);
  }
}

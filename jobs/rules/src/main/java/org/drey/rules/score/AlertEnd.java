package org.drey.rules.score;

import org.drey.rules.verdict.VerdictType;

/** The way in which an alert ended, which decides for how long it is kept. */
public enum AlertEnd {
  /** No evidence came for 90 days. */
  CLOSED_QUIET(2 * AlertRetention.LEAST_DAYS),
  CLOSED_CONFIRMED(AlertRetention.LEAST_DAYS),
  CLOSED_LIKELY(AlertRetention.LEAST_DAYS),
  CLOSED_UNFOUNDED(AlertRetention.LEAST_DAYS),
  CLOSED_BENIGN(AlertRetention.LEAST_DAYS),
  CLOSED_DUPLICATE(AlertRetention.LEAST_DAYS),
  /** Its episode never was; also verdicts whose alert never came. */
  WITHDRAWN(AlertRetention.LEAST_DAYS);

  private final int leastDays;

  AlertEnd(int leastDays) {
    this.leastDays = leastDays;
  }

  /** For how many days such an alert is kept at least, see {@link AlertRetention}. */
  public int leastDays() {
    return leastDays;
  }

  /** Returns how an alert ended of which this was last emitted; an open one will end by quiet. */
  static AlertEnd of(LastRevision emitted) {
    if (!emitted.isAlert()) {
      return WITHDRAWN;
    }
    VerdictType closedBy = emitted.closedBy();
    return closedBy == null ? CLOSED_QUIET : of(closedBy);
  }

  private static AlertEnd of(VerdictType closedBy) {
    return switch (closedBy) {
      case CONFIRMED -> CLOSED_CONFIRMED;
      case LIKELY -> CLOSED_LIKELY;
      case UNFOUNDED -> CLOSED_UNFOUNDED;
      case BENIGN_EXPLAINED -> CLOSED_BENIGN;
      case DUPLICATE -> CLOSED_DUPLICATE;
      case NEEDS_MORE, REOPENED -> throw new IllegalStateException(closedBy + " closes nothing");
    };
  }
}

package org.drey.streaming.operator;

import org.drey.definitions.record.ScoreInput;
import org.drey.rules.score.Ledger;

/** Counts what became of what the score took in. */
final class ScoreCounts {
  /** All counts of the score. */
  static final String[] NAMES = {
    "findings-dropped",
    "erased",
    "verdicts_taken",
    "findings",
    "behind_settled",
    "revisions",
    "ended",
    "links"
  };

  private ScoreCounts() {}

  static void count(ScoreInput input, Ledger.LedgerChange taken, OperatorMetrics metrics) {
    if (taken == Ledger.LedgerChange.NO_ROOM || taken == Ledger.LedgerChange.KEPT_FOR_ANOTHER) {
      metrics.count("findings-dropped");
    }
    if (taken == Ledger.LedgerChange.NOT_KEPT || taken == Ledger.LedgerChange.NO_ROOM) {
      return;
    }
    if (input.isErasure()) {
      metrics.count("erased");
    } else if (input.finding() == null) {
      metrics.count("verdicts_taken");
    } else {
      metrics.count("findings");
    }
    if (taken == Ledger.LedgerChange.KEPT_BEHIND) {
      metrics.count("behind_settled");
    }
  }
}

package org.drey.rules.score;

import java.util.List;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;

/** Harm and immediacy, 0 to 4; separate from the score. */
final class Severity {
  /** The most. */
  static final int WORST = 4;

  private Severity() {}

  /**
   * Returns the severity of the track, or more where a finding that counts at a time shows more.
   */
  static int of(AlertTrack track, List<LedgerEntry> entries, long asOf, RuleSet rules) {
    int severity = track.severity();
    for (LedgerEntry entry : entries) {
      ScoringPart scoring = rules.scoring(entry.ruleId());
      if (scoring != null && ScoredEntry.counts(entry, scoring, asOf)) {
        severity = Math.max(severity, shown(entry, scoring, asOf));
      }
    }
    return severity;
  }

  private static int shown(LedgerEntry entry, ScoringPart scoring, long asOf) {
    if (entry.quality().severe()) {
      return WORST;
    }
    ScoringPart.SeverityRule shown = scoring.severity();
    return shown == null || asOf - entry.time() > shown.lastsMillis() ? 0 : shown.level();
  }
}

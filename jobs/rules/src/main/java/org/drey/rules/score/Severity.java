package org.drey.rules.score;

import java.util.List;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Track;

/** Harm and immediacy, 0 to 4; separate from the score. */
final class Severity {
  /** A young payer's rapid series: the child may be in distress now. */
  private static final String RAPID_SERIES = "SXV-01";

  /** A report of what is being streamed right now. */
  private static final String LIVE_REPORT = "LIV-09";

  private static final int HIGHEST = 4;

  private Severity() {}

  static int of(Track track, List<LedgerEntry> entries, long asOf, RuleSet rules) {
    for (LedgerEntry entry : entries) {
      RuleHead rule = rules.byId(entry.ruleId());
      boolean reported =
          entry.indicator().equals(LIVE_REPORT)
              && rule != null
              && rule.scoring() != null
              && Families.counts(entry, rule.scoring(), asOf);
      long age = asOf - entry.time();
      boolean now = entry.exists(asOf) && age <= LedgerEntry.DAY;
      boolean distress = track == Track.VICTIM && entry.indicator().equals(RAPID_SERIES) && now;
      if (reported || distress) {
        return HIGHEST;
      }
    }
    return switch (track) {
      case VICTIM, PAYER, FACILITATOR -> 3;
      case PURCHASE, RECEIVER -> 2;
      case ENTITY -> 1;
    };
  }
}

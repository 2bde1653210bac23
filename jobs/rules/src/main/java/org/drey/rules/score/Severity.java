package org.drey.rules.score;

import java.util.List;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.compile.Track;

/** Harm and immediacy, 0 to 4; separate from the score. */
final class Severity {
  private Severity() {}

  /** That of the track, or more where a finding that counts at a time shows more. */
  static int of(Track track, List<LedgerEntry> entries, long asOf, RuleSet rules) {
    int severity = track.severity();
    for (LedgerEntry entry : entries) {
      RuleHead rule = rules.byId(entry.ruleId());
      Scoring scoring = rule == null ? null : rule.scoring();
      if (scoring != null && scoring.severity() != null && lasts(entry, scoring, asOf)) {
        severity = Math.max(severity, scoring.severity().level());
      }
    }
    return severity;
  }

  private static boolean lasts(LedgerEntry entry, Scoring scoring, long asOf) {
    return Families.counts(entry, scoring, asOf)
        && asOf - entry.time() <= scoring.severity().lastsMillis();
  }
}

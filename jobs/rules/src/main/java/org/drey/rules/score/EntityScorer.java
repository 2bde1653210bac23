package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;

/** The score of an entity on a track at one time, of a ledger. */
public final class EntityScorer {
  static final long VICTIM_MILLIS = 30 * LedgerEntry.DAY;

  private final RuleSet rules;

  public EntityScorer(RuleSet rules) {
    this.rules = rules;
  }

  /**
   * Returns what counts at a time.
   *
   * @param entries the track's ledger; entries later than the time do not exist yet
   * @param victim the same entity's ledger on the victim track
   */
  public ScoreInputs at(
      long time, AlertTrack track, List<LedgerEntry> entries, List<LedgerEntry> victim) {
    List<ScoredEntry> scored = new ArrayList<>();
    for (LedgerEntry entry : Ledger.at(time, entries)) {
      RuleHead rule = rules.byId(entry.ruleId());
      ScoringPart scoring = rule == null ? null : rule.scoring();
      if (rule != null && scoring != null) {
        scored.add(new ScoredEntry(entry, scoring, rule.sources()));
      }
    }
    boolean held = track.heldBy() != null && isVictim(time, victim);
    return ScoreInputs.of(time, track, scored, held);
  }

  /**
   * Returns whether there is a recent finding on the victim track; a benign one shows no victim.
   */
  private boolean isVictim(long time, List<LedgerEntry> victim) {
    return victim.stream()
        .filter(entry -> entry.exists(time) && time - entry.time() <= VICTIM_MILLIS)
        .anyMatch(entry -> !isBenign(entry));
  }

  private boolean isBenign(LedgerEntry entry) {
    ScoringPart scoring = rules.scoring(entry.ruleId());
    return scoring != null && scoring.isBenign();
  }
}

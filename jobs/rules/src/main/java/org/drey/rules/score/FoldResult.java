package org.drey.rules.score;

import java.util.Map;
import org.drey.rules.score.StoredVerdict.Effect;

/**
 * The result of a fold.
 *
 * @param entries as the verdicts that act leave them
 * @param episode how far it has come
 * @param effects what the closing verdicts did that had not settled, by id
 */
record FoldResult(VerdictEntries entries, Episode episode, Map<String, Effect> effects) {
  /** Returns what an alert says of the verdicts. */
  VerdictSummary judgement(AlertVerdicts verdicts) {
    return verdicts.judgement(effects, episode.endedBy(), entries.suppressed().size());
  }
}

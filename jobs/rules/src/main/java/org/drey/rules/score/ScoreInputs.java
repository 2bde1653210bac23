package org.drey.rules.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.compile.AlertTrack;

/**
 * All that a score is computed from. The fold makes it of a ledger, a reader of alerts of a record;
 * to ask what a score would be if something were otherwise, change it and compute again.
 *
 * @param time of the score, milliseconds since 1970
 * @param track that is scored
 * @param entries those that count at the time, benign ones among them
 * @param held whether the same entity has a recent finding on the track that holds this one
 * @param lifted ids of gates that do not apply; the jobs lift none
 */
public record ScoreInputs(
    long time, AlertTrack track, List<ScoredEntry> entries, boolean held, Set<String> lifted) {

  /** Returns what of some entries counts at a time, with all gates. */
  public static ScoreInputs of(
      long time, AlertTrack track, List<ScoredEntry> entries, boolean held) {
    List<ScoredEntry> counting =
        entries.stream()
            .filter(one -> ScoredEntry.counts(one.entry(), one.scoring(), time))
            .toList();
    return new ScoreInputs(time, track, counting, held, Set.of());
  }

  /** Returns the score and what it is made of. */
  public Score score() {
    return new ScoreSum(this).score();
  }

  /** Returns the score alone. */
  public double value() {
    return new ScoreSum(this).value();
  }

  /** Returns the same with one more entry. */
  public ScoreInputs with(ScoredEntry one) {
    List<ScoredEntry> more = new ArrayList<>(entries);
    more.add(one);
    return new ScoreInputs(time, track, more, held, lifted);
  }

  /** Returns the same with one more finding like the newest of a reason, at its time. */
  public ScoreInputs again(Score.Reason reason) {
    LedgerEntry more = reason.entry().foundAt(time);
    return with(new ScoredEntry(more, reason.scoring(), reason.sources()));
  }

  /** Returns the same without a gate. */
  public ScoreInputs lifting(String gate) {
    Set<String> more = new HashSet<>(lifted);
    more.add(gate);
    return new ScoreInputs(time, track, entries, held, more);
  }
}

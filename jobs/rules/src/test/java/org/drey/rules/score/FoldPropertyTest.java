package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.drey.rules.RandomCases;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.Score.Gate;
import org.drey.rules.score.Score.Offset;
import org.drey.rules.score.Score.Reason;
import org.junit.jupiter.api.Test;

/** What holds of every ledger. */
class FoldPropertyTest {
  private static final int CASES = RandomCases.count(250);

  @Test
  void theScoreIsTheOneThatTheFormulaGives() {
    Random random = RandomCases.random(11);
    for (int i = 0; i < CASES; i++) {
      RandomLedger ledger = new RandomLedger(random);
      EntityScorer scorer = new EntityScorer(ledger.rules);
      List<LedgerEntry> entries = RandomLedger.ledger(ledger.entries).entries();
      List<LedgerEntry> victim = RandomLedger.ledger(ledger.victim).entries();
      for (LedgerEntry entry : entries) {
        double expected = NaiveScore.at(entry.time(), ledger.track, entries, victim, ledger.rules);
        Score score = scorer.at(entry.time(), ledger.track, entries, victim).score();
        assertEquals(expected, score.value(), 1e-9, () -> entries.toString());
      }
    }
  }

  @Test
  void reasonsOffsetsAndGatesAddUpToTheScore() {
    Random random = RandomCases.random(12);
    for (int i = 0; i < CASES; i++) {
      RandomLedger ledger = new RandomLedger(random);
      EntityScorer scorer = new EntityScorer(ledger.rules);
      List<LedgerEntry> entries = RandomLedger.ledger(ledger.entries).entries();
      List<LedgerEntry> victim = RandomLedger.ledger(ledger.victim).entries();
      for (LedgerEntry entry : entries) {
        Score score = scorer.at(entry.time(), ledger.track, entries, victim).score();
        double sum =
            score.reasons().stream().mapToDouble(Reason::points).sum()
                + score.offsets().stream().mapToDouble(Offset::points).sum()
                + score.gates().stream().mapToDouble(Gate::points).sum();
        assertEquals(score.value(), sum, 1e-9);
        assertTrue(score.value() >= 0 && score.value() <= 100);
        assertTrue(score.gates().size() <= 1);
        assertTrue(score.reasons().stream().allMatch(r -> isTenth(r.points()) && r.points() > 0));
        assertTrue(score.offsets().stream().allMatch(o -> isTenth(o.points()) && o.points() < 0));
        assertTrue(score.gates().stream().allMatch(g -> isTenth(g.points()) && g.points() < 0));
      }
    }
  }

  private static boolean isTenth(double points) {
    return points == Math.round(points * 10) / 10.0;
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    Random random = RandomCases.random(13);
    for (int i = 0; i < CASES; i++) {
      RandomLedger ledger = new RandomLedger(random);
      Fold fold = new Fold(ledger.rules);
      Ledger victim = RandomLedger.ledger(ledger.victim);
      AlertContent one =
          fold.content(ledger.track, RandomLedger.ledger(ledger.shuffled(random)), victim);
      AlertContent other =
          fold.content(ledger.track, RandomLedger.ledger(ledger.shuffled(random)), victim);
      assertEquals(one, other);
    }
  }

  @Test
  void settlingChangesNothingThatIsSaid() {
    Random random = RandomCases.random(14);
    int pruned = 0;
    for (int i = 0; i < CASES; i++) {
      RandomLedger one = new RandomLedger(random);
      Fold fold = new Fold(one.rules);
      Ledger whole = Ledger.empty();
      Ledger settled = Ledger.empty();
      Ledger victim = RandomLedger.ledger(one.victim);
      for (LedgerEntry entry : one.byTime()) {
        if (random.nextInt(3) == 0) {
          long until = Evidence.endOfDayBefore(entry.time());
          settled = Evidence.settled(fold, one.track, settled, victim, until);
        }
        whole.add(entry);
        settled.add(entry);
        assertEquals(
            fold.content(one.track, whole, victim), fold.content(one.track, settled, victim));
      }
      long after = whole.entries().get(whole.entries().size() - 1).time();
      after += random.nextInt(400) * Evidence.DAY;
      long until = Evidence.endOfDayBefore(after);
      settled = Evidence.settled(fold, one.track, settled, victim, until);
      assertEquals(
          fold.content(one.track, whole, victim), fold.content(one.track, settled, victim));
      pruned += whole.entries().size() - settled.entries().size();
    }
    assertTrue(pruned > CASES, pruned + " entries pruned");
  }

  @Test
  void settlingTheVictimTrackChangesNothingThatIsSaidOfThePayer() {
    Random random = RandomCases.random(15);
    int held = 0;
    for (int i = 0; i < CASES; i++) {
      RandomLedger one = new RandomLedger(random);
      Fold fold = new Fold(one.rules);
      one.entries.removeIf(entry -> entry.indicator().startsWith("EXT"));
      Ledger own = RandomLedger.ledger(one.entries);
      Ledger victim = RandomLedger.ledger(one.victim);
      AlertContent before = fold.content(one.track, own, victim);
      long until = Evidence.endOfDayBefore(Evidence.day(600 + random.nextInt(100)));
      Ledger settled = Evidence.settled(fold, one.track, own, victim, until);
      Ledger settledVictim =
          Evidence.settled(fold, AlertTrack.VICTIM, victim, victim, until, asOf(before));
      assertEquals(before, fold.content(one.track, settled, settledVictim));
      held += before != null && isHeld(before) ? 1 : 0;
    }
    assertTrue(held > 0, held + " payers were held as victims");
  }

  private static boolean isHeld(AlertContent alert) {
    return alert.score().gates().stream().anyMatch(gate -> gate.id().equals("VICTIM_HOLD"));
  }

  /** The time of the score that may be reported again, if there is an alert. */
  private static long asOf(AlertContent content) {
    return content == null ? Long.MAX_VALUE : content.asOf();
  }
}

package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.Ledger.LedgerChange;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;

/** A source that repeats itself neither fills the state nor reopens what was closed. */
class LedgerBoundTest {
  private static final RuleSet RULES = RandomVerdicts.RULES;
  private static final int MANY = AlertContent.MAX_FINDINGS + 100;

  private static LedgerEntry report(long time, double confidence) {
    return Evidence.of(RULES, AlertTrack.PAYER, "EXT-04", time, confidence);
  }

  @Test
  void beyondTheBoundTheWeakestOfADayGo() {
    Ledger ledger = Ledger.empty();
    for (int i = 0; i <= Ledger.MAX_BESIDE; i++) {
      assertEquals(LedgerChange.KEPT, ledger.add(report(i, 0.5)).taken());
    }
    assertEquals(LedgerChange.NO_ROOM, ledger.add(report(5_000, 0.5)).taken());
    assertEquals(LedgerChange.NOT_KEPT, ledger.add(report(5, 0.5)).taken(), "a repeat");
    Ledger.Change stronger = ledger.add(report(5_001, 0.9));
    assertEquals(LedgerChange.KEPT_EVICTING, stronger.taken());
    assertEquals(List.of(report(Ledger.MAX_BESIDE, 0.5)), stronger.gone(), "the latest of equals");
    assertTrue(stronger.counts());
    assertEquals(Ledger.MAX_BESIDE + 1, ledger.kept().size());
    assertEquals(List.of(report(5_001, 0.9)), ledger.entries());
  }

  /** With as many of one day as there may be: above it has come to the same, one by one. */
  private static Ledger full(List<LedgerEntry> reports) {
    assertEquals(Ledger.MAX_BESIDE + 1, reports.size());
    List<LedgerEntry> kept = new ArrayList<>(reports);
    kept.sort(LedgerEntry.ORDER);
    return new Ledger(kept, Episode.NONE);
  }

  @Test
  void anotherDayStillHasItsStrongest() {
    List<LedgerEntry> reports = new ArrayList<>();
    for (int i = 0; i <= Ledger.MAX_BESIDE; i++) {
      reports.add(report(i, 0.5));
    }
    Ledger ledger = full(reports);
    for (int day = 1; day < 5; day++) {
      assertEquals(LedgerChange.KEPT, ledger.add(report(Evidence.day(day), 0.1)).taken());
      assertEquals(LedgerChange.NO_ROOM, ledger.add(report(Evidence.day(day) + 1, 0.1)).taken());
    }
    assertEquals(5, ledger.entries().size());
  }

  @Test
  void whichRemainDoesNotDependOnTheOrderWithinADay() {
    List<LedgerEntry> all = new ArrayList<>();
    Random random = new Random(5);
    int room = Ledger.MAX_BESIDE + 1;
    for (int i = 0; i < room + 100; i++) {
      all.add(report(i, random.nextInt(100) / 100.0));
    }
    Ledger one = full(all.subList(0, room));
    all.subList(room, all.size()).forEach(one::add);
    Collections.shuffle(all, random);
    Ledger other = full(all.subList(0, room));
    all.subList(room, all.size()).forEach(other::add);
    assertEquals(one, other);
    assertEquals(Ledger.MAX_BESIDE + 1, one.kept().size());
  }

  /** As an older state may have it: of one day more than an alert lists. */
  private static Ledger flooded() {
    List<LedgerEntry> kept = new ArrayList<>();
    for (int i = 1; i < MANY; i++) {
      kept.add(report(1_000 + i, i == 1 ? 0.9 : 0.5));
    }
    kept.add(Evidence.of(RULES, AlertTrack.PAYER, "PAY-30", Evidence.day(0.5), 1));
    return new Ledger(kept, Episode.NONE);
  }

  private static FoldResult judged(Ledger ledger, Says says) {
    AlertVerdicts verdicts = AlertVerdicts.NONE.with(says.on(AlertTrack.PAYER), Long.MIN_VALUE);
    return new Fold(RULES)
        .judge(AlertTrack.PAYER, ledger, Ledger.empty(), verdicts, null, Long.MAX_VALUE);
  }

  @Test
  void aListThatIsCutOffIsClosedByAnyVerdict() {
    Ledger ledger = flooded();
    Fold fold = new Fold(RULES);
    List<String> listed = fold.content(AlertTrack.PAYER, ledger, Ledger.empty()).findings();
    assertEquals(MANY, listed.size());
    for (VerdictType type : List.of(VerdictType.LIKELY, VerdictType.UNFOUNDED)) {
      Says says = Says.of("v", type, 1).seeing(listed.subList(0, AlertContent.MAX_FINDINGS));
      FoldResult closed = judged(ledger, says);
      assertEquals("v", closed.episode().endedBy(), type.name());
      int exist = closed.entries().existing(Evidence.day(1) + 1).size();
      assertEquals(type.spends() ? 0 : 2, exist, type.name());
    }
  }

  @Test
  void whatIsNewerThanTheEndOfTheListWasNotSeen() {
    Ledger ledger = flooded();
    List<String> listed =
        new ArrayList<>(
            new Fold(RULES).content(AlertTrack.PAYER, ledger, Ledger.empty()).findings());
    listed.remove(17);
    Says says =
        Says.of("v", VerdictType.LIKELY, 1).seeing(listed.subList(0, AlertContent.MAX_FINDINGS));
    assertEquals(2, judged(ledger, says).episode().number(), "it opens the next episode");
    Says few = Says.of("v", VerdictType.LIKELY, 1).seeing(listed.subList(0, 100));
    assertEquals(2, judged(ledger, few).episode().number(), "that list was not cut off");
  }
}

package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.correlate.Finding;
import org.junit.jupiter.api.Test;

/** Which findings of an indicator and day a ledger keeps, and which one is the day's entry. */
class IndicatorDayTest {
  private static LedgerEntry found(String id, int hour, double strength) {
    return found(id, hour, strength, false, 0);
  }

  private static LedgerEntry found(
      String id, int hour, double strength, boolean always, long folded) {
    return new LedgerEntry(
        "PAY-1",
        "rule",
        id,
        hour * Evidence.HOUR,
        strength,
        FindingQuality.FULL,
        1,
        1,
        Finding.NO_EXPIRY,
        always,
        folded);
  }

  private static String kept(LedgerEntry... findings) {
    Ledger ledger = RandomLedger.ledger(List.of(findings));
    return String.join(" ", ledger.kept().stream().map(LedgerEntry::findingId).toList());
  }

  private static String entries(LedgerEntry... findings) {
    Ledger ledger = RandomLedger.ledger(List.of(findings));
    return String.join(" ", ledger.entries().stream().map(LedgerEntry::findingId).toList());
  }

  @Test
  void ofEqualOnesTheFirstAndTheLastAreKeptAndTheFirstIsTheEntry() {
    LedgerEntry[] equal = {found("b", 2, 0.5), found("a", 1, 0.5), found("c", 3, 0.5)};
    assertEquals("a c", kept(equal));
    assertEquals("a", entries(equal));
  }

  @Test
  void whatGetsStrongerIsKeptAndTheStrongestIsTheEntry() {
    LedgerEntry[] rising = {found("a", 1, 0.2), found("b", 2, 0.4), found("c", 3, 0.6)};
    assertEquals("a b c", kept(rising));
    assertEquals("c", entries(rising));
    assertEquals("c b a", kept(found("a", 3, 0.2), found("b", 2, 0.4), found("c", 1, 0.6)));
    assertEquals("a c", kept(found("a", 1, 0.6), found("b", 2, 0.2), found("c", 3, 0.4)));
  }

  @Test
  void ofOneMomentTheBestIsKept() {
    assertEquals("a", kept(found("c", 1, 0.5), found("a", 1, 0.5), found("b", 1, 0.5)));
    assertEquals("c", kept(found("a", 1, 0.4), found("c", 1, 0.5), found("b", 1, 0.4)));
  }

  @Test
  void whatIsHardOrOpensIsKeptAlways() {
    LedgerEntry[] reports = {
      found("a", 1, 0.9),
      found("b", 2, 0.3, true, 0),
      found("c", 2, 0.2, true, 0),
      found("d", 3, 0.5)
    };
    assertEquals("a b c d", kept(reports));
    assertEquals("a", entries(reports));
  }

  /** Random findings of one day, some settled before the others came. */
  private static List<LedgerEntry> random(Random random) {
    List<LedgerEntry> findings = new ArrayList<>();
    for (int i = random.nextInt(9); i >= 0; i--) {
      long folded = random.nextInt(4) == 0 ? (1 + random.nextInt(2)) * Evidence.DAY : 0;
      double strength = 0.2 * (1 + random.nextInt(4));
      findings.add(found("f" + i, random.nextInt(8), strength, random.nextInt(9) == 0, folded));
    }
    return findings;
  }

  @Test
  void whatIsKeptDoesNotDependOnTheOrder() {
    Random random = new Random(31);
    for (int i = 0; i < 3000; i++) {
      List<LedgerEntry> all = random(random);
      HashSet<LedgerEntry> whole = new HashSet<>(new IndicatorDay(all).kept());
      HashSet<LedgerEntry> entries = new HashSet<>(new IndicatorDay(all).entries());
      Collections.shuffle(all, random);
      List<LedgerEntry> kept = List.of();
      for (LedgerEntry one : all) {
        List<LedgerEntry> more = new ArrayList<>(kept);
        more.add(one);
        kept = new IndicatorDay(more).kept();
      }
      assertEquals(whole, new HashSet<>(kept));
      assertEquals(entries, new HashSet<>(new IndicatorDay(kept).entries()), "entries are kept");
    }
  }

  /** A verdict cuts a day: of both pieces the strongest, of equals the earliest, counts. */
  @Test
  void whereverADayIsCutTheStrongestOfEachPieceIsKept() {
    Random random = new Random(32);
    for (int i = 0; i < 3000; i++) {
      List<LedgerEntry> all = random(random);
      all.removeIf(one -> one.folded() != 0);
      List<LedgerEntry> kept = new IndicatorDay(all).kept();
      for (int hour = -1; hour < 8; hour++) {
        long cut = hour * Evidence.HOUR;
        List<LedgerEntry> before = all.stream().filter(one -> one.time() <= cut).toList();
        before.stream()
            .reduce((a, b) -> b.outranks(a) ? b : a)
            .ifPresent(best -> assertTrue(kept.contains(best), () -> all + " to " + cut));
        List<LedgerEntry> after = all.stream().filter(one -> one.time() > cut).toList();
        double strongest = after.stream().mapToDouble(LedgerEntry::strength).max().orElse(0);
        assertEquals(
            strongest,
            kept.stream()
                .filter(one -> one.time() > cut)
                .mapToDouble(LedgerEntry::strength)
                .max()
                .orElse(0));
      }
    }
  }
}

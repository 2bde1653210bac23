package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;

/** Random findings of the catalogue's indicators on one track, and on the victim track. */
final class RandomLedger {
  private static final RuleSet STRONG =
      TestRules.compile(
          Evidence.soft("PAY-30", AlertTrack.PAYER, "payment", "CHILD", 60),
          Evidence.soft("PAY-10", AlertTrack.PAYER, "payment", "LINK", 20),
          Evidence.soft("LIV-20", AlertTrack.PAYER, "livestream", "LIVE", 40),
          Evidence.soft("DNS-07", AlertTrack.PAYER, "dns", "DNSLIST", 14),
          Evidence.hard("EXT-04", AlertTrack.PAYER, 8) + "  opens: true\n",
          Evidence.benign("BEN-10", AlertTrack.PAYER, -10),
          Evidence.benign("BEN-30", AlertTrack.PAYER, -30),
          Evidence.soft("SXV-50", AlertTrack.VICTIM, "payment", "SXV_RATE", 60)
              .replace("half_life: 30d", "half_life: 2d"),
          Evidence.soft("SXV-10", AlertTrack.VICTIM, "payment", "SXV_SHAPE", 20));
  private static final int DAYS = 600;

  final RuleSet rules;
  final AlertTrack track;
  final List<LedgerEntry> entries;
  final List<LedgerEntry> victim;

  private RandomLedger(RuleSet rules, AlertTrack track, List<LedgerEntry> entries) {
    this.rules = rules;
    this.track = track;
    this.entries = entries;
    this.victim = List.of();
  }

  /** So many benign findings, and a few others, that not all of them are in a summary. */
  static RandomLedger mostlyBenign(Random random) {
    List<LedgerEntry> entries = new ArrayList<>();
    int days = 1 + random.nextInt(DAYS);
    for (int i = random.nextInt(100); i >= 0; i--) {
      long time = Evidence.day(random.nextInt(days)) + random.nextInt(4) * Evidence.HOUR;
      List<String> indicators =
          random.nextInt(8) == 0
              ? List.of("PAY-30", "LIV-20")
              : List.of(random.nextInt(20) == 0 ? "BEN-30" : "BEN-10");
      indicators.forEach(one -> entries.add(Evidence.of(STRONG, AlertTrack.PAYER, one, time, 1)));
    }
    return new RandomLedger(STRONG, AlertTrack.PAYER, entries);
  }

  RandomLedger(Random random) {
    boolean strong = random.nextInt(3) == 0;
    rules = strong ? STRONG : TestRules.CATALOGUE;
    List<AlertTrack> tracks =
        strong
            ? List.of(AlertTrack.PAYER, AlertTrack.PAYER, AlertTrack.VICTIM)
            : List.of(
                AlertTrack.PAYER, AlertTrack.FACILITATOR, AlertTrack.RECEIVER, AlertTrack.VICTIM);
    track = tracks.get(random.nextInt(tracks.size()));
    int span = random.nextBoolean() ? 20 : DAYS;
    entries = entries(track, 1 + random.nextInt(30), span, random);
    victim =
        track == AlertTrack.VICTIM || random.nextBoolean()
            ? List.of()
            : entries(AlertTrack.VICTIM, random.nextInt(6), span, random);
  }

  private List<LedgerEntry> entries(AlertTrack on, int count, int span, Random random) {
    List<RuleHead> heads =
        rules.heads().stream()
            .filter(head -> head.scoring() != null && head.scoring().track() == on)
            .toList();
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RuleHead head = heads.get(random.nextInt(heads.size()));
      long time = Evidence.day(random.nextInt(span)) + random.nextInt(4) * Evidence.HOUR;
      double quality = head.scoring().isBenign() || random.nextBoolean() ? 1 : random.nextDouble();
      entries.add(Evidence.of(rules, on, head.scoring().indicator(), time, quality));
    }
    return entries;
  }

  static Ledger ledger(List<LedgerEntry> entries) {
    Ledger ledger = Ledger.empty();
    entries.forEach(ledger::add);
    return ledger;
  }

  List<LedgerEntry> shuffled(Random random) {
    List<LedgerEntry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  List<LedgerEntry> byTime() {
    return entries.stream().sorted(Comparator.comparingLong(LedgerEntry::time)).toList();
  }

  /** Returns the ledger of some findings on a track. */
  static Ledger of(EntityAlertsFactory books, List<Finding> findings, AlertTrack track) {
    return ledger(
        findings.stream()
            .filter(finding -> books.findings.scoring(finding).track() == track)
            .map(books.findings::entry)
            .toList());
  }
}

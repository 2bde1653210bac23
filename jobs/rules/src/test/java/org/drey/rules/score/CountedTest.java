package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.drey.rules.TestRules;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Track;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Seen;
import org.drey.rules.event.EventId;
import org.drey.rules.score.AlertContent.Linked;
import org.junit.jupiter.api.Test;

/** What an alert names: findings, events, linked entities. */
class CountedTest {
  private static final RuleSet RULES =
      TestRules.compile(
          Evidence.soft("PAY-30", Track.PAYER, "payment", "CHILD", 70),
          Evidence.soft("LIV-20", Track.PAYER, "livestream", "LIVE", 40),
          Evidence.benign("BEN-10", Track.PAYER, -1));

  private static LedgerEntry found(
      String indicator, double day, List<String> events, String... linked) {
    LedgerEntry one = Evidence.of(RULES, Track.PAYER, indicator, Evidence.day(day), 1);
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      EventId id = new EventId("provider", events.get(i), 1);
      seen.add(new Seen(id, one.time() - i, new byte[0]));
    }
    return new LedgerEntry(
        one.indicator(),
        one.ruleId(),
        one.findingId(),
        one.time(),
        one.strength(),
        1,
        1,
        seen,
        List.of(linked),
        Finding.NEVER,
        0);
  }

  private static AlertContent alert(LedgerEntry... entries) {
    return new Fold(RULES)
        .content(Track.PAYER, RandomLedger.ledger(List.of(entries)), Ledger.empty());
  }

  private static String id(String indicator, double day) {
    return indicator + "@" + Evidence.day(day);
  }

  @Test
  void allFindingsThatCountAreNamedButForBenignOnes() {
    AlertContent alert =
        alert(
            found("PAY-30", -400, List.of("old")),
            found("PAY-30", 0, List.of("a")),
            found("PAY-30", 1, List.of("b")),
            found("LIV-20", 1, List.of("c")),
            found("BEN-10", 1, List.of("d")));
    assertEquals(List.of(id("LIV-20", 1), id("PAY-30", 1), id("PAY-30", 0)), alert.findings());
    Score.Reason reason = alert.score().reasons().get(0);
    assertEquals("PAY-30", reason.indicator());
    assertEquals(List.of(id("PAY-30", 1), id("PAY-30", 0)), reason.findings());
  }

  @Test
  void anEventIsThereOnceWithAllThatItIsEvidenceFor() {
    AlertContent alert =
        alert(
            found("PAY-30", 0, List.of("a", "b")),
            found("LIV-20", 0, List.of("a")),
            found("BEN-10", 0, List.of("x")));
    assertEquals(
        List.of("a [LIV-20, PAY-30]", "b [PAY-30]"),
        alert.events().stream()
            .map(e -> e.seen().event().eventId() + " " + e.indicators())
            .toList());
  }

  @Test
  void theLatestFiftyEventsAreThere() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add("m" + i);
    }
    List<String> more = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      more.add("n" + i);
    }
    AlertContent alert = alert(found("PAY-30", 0, many), found("LIV-20", 0.01, more));
    assertEquals(50, alert.events().size());
    assertEquals("n0", alert.events().get(0).seen().event().eventId());
    assertEquals("m9", alert.events().get(49).seen().event().eventId());
  }

  @Test
  void linkedEntitiesAreThoseThatWereNamedLast() {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      entries.add(found("PAY-30", i, List.of("a" + i), "PAYEE:q" + i, "HOST:h"));
      entries.add(found("LIV-20", i, List.of("b" + i), "PAYEE:r:" + i));
    }
    AlertContent alert = alert(entries.toArray(LedgerEntry[]::new));
    assertEquals(50, alert.linked().size());
    assertEquals(
        List.of(
            new Linked("HOST", "h", 30),
            new Linked("PAYEE", "q29", 1),
            new Linked("PAYEE", "r:29", 1)),
        alert.linked().subList(0, 3));
  }
}

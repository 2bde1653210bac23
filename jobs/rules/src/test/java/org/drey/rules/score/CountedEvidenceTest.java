package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.schema.EventId;
import org.drey.rules.score.AlertExplanation.NamedLink;
import org.junit.jupiter.api.Test;

/** What an alert names: findings, events, linked entities. */
class CountedEvidenceTest {
  private static final RuleSet RULES =
      TestRules.compile(
          Evidence.soft("PAY-30", AlertTrack.PAYER, "payment", "CHILD", 70),
          Evidence.soft("LIV-20", AlertTrack.PAYER, "livestream", "LIVE", 40),
          Evidence.hard("EXT-04", AlertTrack.PAYER, 8) + "  opens: true\n",
          Evidence.benign("BEN-10", AlertTrack.PAYER, -1));

  /** A finding, and what there is to show of it. */
  private record Found(LedgerEntry entry, List<EvidenceEvent> events, List<String> linked) {}

  private static Found found(String indicator, double day, List<String> events, String... linked) {
    LedgerEntry one = Evidence.of(RULES, AlertTrack.PAYER, indicator, Evidence.day(day), 1);
    List<EvidenceEvent> seen = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      EventId id = new EventId("provider", events.get(i), 1);
      seen.add(new EvidenceEvent(id, one.time() - i, new byte[0]));
    }
    return new Found(one, seen, List.of(linked));
  }

  /** Findings whose events have numbers. */
  private static final class Kept implements AlertExplanation.Evidence {
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<EvidenceEvent> events = new ArrayList<>();
    private final Map<String, List<String>> linked = new HashMap<>();

    Kept(Found... found) {
      for (Found one : found) {
        int first = events.size();
        events.addAll(one.events());
        int[] numbers = IntStream.range(first, events.size()).toArray();
        entries.add(one.entry().showing(new EventNumbers(numbers, List.of())));
        linked.put(one.entry().findingId(), one.linked());
      }
    }

    AlertContent content() {
      Ledger ledger = RandomLedger.ledger(entries);
      return new Fold(RULES).content(AlertTrack.PAYER, ledger, Ledger.empty());
    }

    @Override
    public EvidenceEvent event(int number) {
      return events.get(number);
    }

    @Override
    public List<String> linked(LedgerEntry finding) {
      return linked.get(finding.findingId());
    }
  }

  private static AlertContent alert(Found... found) {
    return new Kept(found).content();
  }

  private static AlertExplanation explained(Found... found) {
    Kept kept = new Kept(found);
    return AlertExplanation.of(kept.content(), kept);
  }

  private static List<String> findings(Score.Reason reason) {
    return reason.entries().stream().map(LedgerEntry::findingId).toList();
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
    assertEquals(List.of(id("PAY-30", 1), id("PAY-30", 0)), findings(reason));
  }

  /**
   * An analyst judges every report for itself; of other findings a day's strongest stands for all.
   */
  @Test
  void findingsThatAreHardOrOpenAreNamedAlsoBesideTheEntryOfTheirDay() {
    AlertContent alert =
        alert(
            found("EXT-04", 0, List.of("a")),
            found("EXT-04", 0.1, List.of("b")),
            found("EXT-04", 0.2, List.of("c")),
            found("PAY-30", 0.1, List.of("d")),
            found("PAY-30", 0.2, List.of("e")));
    assertEquals(List.of(id("EXT-04", 0.1), id("PAY-30", 0.1), id("EXT-04", 0)), alert.findings());
    assertEquals(Evidence.day(0.1), alert.asOf(), "the day's entries, not those beside them");
    assertEquals(List.of(id("EXT-04", 0)), findings(alert.score().reasons().get(1)));
  }

  @Test
  void anEventIsThereOnceWithAllThatItIsEvidenceFor() {
    AlertExplanation alert =
        explained(
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
    AlertExplanation alert = explained(found("PAY-30", 0, many), found("LIV-20", 0.01, more));
    assertEquals(
        Map.of("PAY-30", many, "LIV-20", more), alert.evidence(), "of the newest finding of each");
    assertEquals(50, alert.events().size());
    assertEquals("n0", alert.events().get(0).seen().event().eventId());
    assertEquals("m9", alert.events().get(49).seen().event().eventId());
  }

  @Test
  void linkedEntitiesAreThoseThatWereNamedLast() {
    List<Found> entries = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      entries.add(found("PAY-30", i, List.of("a" + i), "PAYEE:q" + i, "HOST:h"));
      entries.add(found("LIV-20", i, List.of("b" + i), "PAYEE:r:" + i));
    }
    AlertExplanation alert = explained(entries.toArray(Found[]::new));
    assertEquals(50, alert.linked().size());
    assertEquals(
        List.of(
            new NamedLink("HOST", "h", 30),
            new NamedLink("PAYEE", "q29", 1),
            new NamedLink("PAYEE", "r:29", 1)),
        alert.linked().subList(0, 3));
  }
}

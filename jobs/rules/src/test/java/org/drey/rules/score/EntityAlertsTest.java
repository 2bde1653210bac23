package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.base.DerivedIds;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.SeenEvents;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;
import org.drey.rules.score.AlertExplanation.ExplainedEvent;
import org.drey.rules.score.Ledger.LedgerChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an entity's book reads, writes, says and forgets, without an engine. */
class EntityAlertsTest {
  private static final RuleSet RULES =
      TestRules.compile(
          Evidence.soft("PAY-30", AlertTrack.PAYER, "payment", "CHILD", 60),
          Evidence.soft("LIV-20", AlertTrack.PAYER, "livestream", "LIVE", 40),
          Evidence.hard("EXT-04", AlertTrack.PAYER, 8) + "  opens: true\n",
          Evidence.benign("BEN-10", AlertTrack.PAYER, -10),
          Evidence.benign("BEN-30", AlertTrack.PAYER, -30),
          Evidence.soft("SXV-50", AlertTrack.VICTIM, "payment", "SXV_RATE", 60));

  static final EntityKey ENTITY = new EntityKey("default", 1, "SUBJECT", "p1");
  private static final long SETTLE = 90 * Evidence.DAY;

  private final StateBytes store = new StateBytes();
  private EntityAlertsFactory books =
      new EntityAlertsFactory(RULES, SETTLE, details -> List.of("PAYEE:q"));
  private final List<AlertRevision> said = new ArrayList<>();

  static Finding found(RuleSet rules, RuleHead head, long time, int events, double quality) {
    EventId event = new EventId("bank", head.scoring().indicator() + time, 1);
    int size =
        rules.isDetection(head.index()) ? 1 : rules.correlation(head.index()).groupBy().size();
    String[] group = Collections.nCopies(size, "p1").toArray(String[]::new);
    return new Finding(
        DerivedIds.of(head.id(), Long.toString(time)),
        head.index(),
        ENTITY,
        "default",
        event,
        time,
        group,
        events,
        SeenEvents.of(List.of(new EvidenceEvent(event, time, new byte[100]))),
        events,
        FindingQuality.of(quality),
        Finding.NO_EXPIRY,
        new RecordProvenance(RecordPosition.NOWHERE, rules.mark()));
  }

  private static Finding found(String indicator, double day, int events) {
    var scored = RULES.heads().stream().filter(head -> head.scoring() != null);
    RuleHead head =
        scored.filter(h -> h.scoring().indicator().equals(indicator)).findFirst().orElseThrow();
    return found(RULES, head, Evidence.day(day), events, 1);
  }

  private LedgerChange take(Finding finding, long clock) {
    store.note();
    EntityAlerts book = books.open(ENTITY, store, 7);
    LedgerChange taken = book.accept(finding, clock);
    assertTrue(store.writes.isEmpty(), "nothing is written before the end");
    book.write();
    said.addAll(book.revisions());
    return taken;
  }

  private LedgerChange take(String indicator, double day) {
    return take(found(indicator, day, 1), Evidence.day(day));
  }

  private EntityAlerts look(long clock) {
    store.note();
    EntityAlerts book = books.open(ENTITY, store, 7);
    book.advance(clock);
    book.write();
    said.addAll(book.revisions());
    return book;
  }

  @Test
  void theFirstFindingReadsAndWritesLittle() {
    assertEquals(LedgerChange.KEPT, take("PAY-30", 0));
    assertEquals(List.of("summary"), store.reads);
    assertEquals(List.of("evidence 0", "summary"), store.writes);
  }

  @Test
  void whatChangesNothingReadsASmallSummaryAndWritesNothing() {
    take("PAY-30", 0);
    take("PAY-30", 0.2);
    assertTrue(store.size() - 2 * 200 < 150, () -> store.size() + " bytes");
    assertEquals(LedgerChange.NOT_KEPT, take("PAY-30", 0.1));
    assertEquals(List.of("summary"), store.reads);
    assertEquals(List.of(), store.writes);
    assertEquals(LedgerChange.NOT_KEPT, take("PAY-30", 0.2), "once more");
    assertEquals(List.of("summary"), store.reads);
    assertEquals(List.of(), store.writes);
  }

  @Test
  void theLastOfADayTakesThePlaceOfTheOneBefore() {
    take("PAY-30", 0);
    take("PAY-30", 0.1);
    assertEquals(List.of("summary", "evidence 0"), store.reads);
    take("PAY-30", 0.2);
    assertEquals(List.of("summary", "evidence 0"), store.reads);
    assertEquals(List.of("evidence 0", "summary"), store.writes);
  }

  @Test
  void ofABenignFindingsFurtherVersionNothingIsKept() {
    take("BEN-10", 0);
    assertEquals(List.of("summary"), store.writes);
    assertEquals(LedgerChange.NOT_KEPT, take(found("BEN-10", 0, 9), 0));
    assertEquals(List.of("summary"), store.reads);
    assertEquals(List.of(), store.writes);
  }

  @Test
  void ofBenignFindingsOfOneTimeOneIsKept() {
    take("BEN-10", 0);
    take("BEN-10", 0.1);
    long size = store.size();
    take("BEN-10", 0.1);
    assertEquals(List.of(), store.writes);
    take("BEN-10", 0.2);
    assertEquals(size, store.size(), "the first and the last of a day");
  }

  @Test
  void ofAnothersFurtherVersionTheFullestIsKept() {
    take("PAY-30", 0);
    assertEquals(LedgerChange.KEPT, take(found("PAY-30", 0, 9), 0));
    assertEquals(List.of("summary"), store.writes);
    assertEquals(LedgerChange.NOT_KEPT, take(found("PAY-30", 0, 8), 0));
    assertEquals(List.of(), store.writes);
  }

  @Test
  void evidenceIsReadWhenAnAlertIsWrittenAndNotBefore() {
    take("PAY-30", 0);
    take("LIV-20", 3);
    take("PAY-30", 3);
    assertEquals(1, said.size());
    assertEquals(List.of("summary", "evidence 0"), store.reads);
    assertEquals(3, said.get(0).explanation().events().size());
    assertEquals(
        List.of(new AlertExplanation.NamedLink("PAYEE", "q", 3)),
        said.get(0).explanation().linked());
    take("BEN-10", 3);
    assertEquals(2, said.size());
    take("LIV-20", 3.1);
    assertEquals(List.of("summary", "evidence 0"), store.reads);
    assertEquals(2, said.size());
  }

  @Test
  void daysThatAreNoMoreTheNewestAreKeptApart() {
    List<Integer> written = new ArrayList<>();
    for (int day = 0; day < 40; day++) {
      take("PAY-30", day);
      if (store.writes.contains("ledger PAYER")) {
        written.add(day);
      }
    }
    assertEquals(List.of(16, 31), written, "not each day");
    assertEquals(LedgerChange.NOT_KEPT, take("PAY-30", 3));
    assertEquals(List.of("summary", "ledger PAYER"), store.reads);
    assertEquals(List.of(), store.writes);
  }

  @Test
  void manyBenignFindingsAreKeptWithoutReadingThemAll() {
    List<String> done = new ArrayList<>();
    for (int day = 0; day < 60; day++) {
      take("BEN-10", day);
      done.addAll(store.reads);
      done.addAll(store.writes);
    }
    assertEquals(5, Collections.frequency(done, "ledger PAYER"), "at the 17th, the 32nd, the 47th");
    take("PAY-30", 60);
    take("EXT-04", 60);
    assertTrue(said.get(0).content().toString().contains("BEN-10"));
  }

  /** An offset that has ended holds the score down no more, which the next entry sees. */
  @Test
  void aBenignFindingOpensWhatAnOlderOneHeldDown() {
    take("BEN-30", 0);
    for (int day = 140; day < 144; day++) {
      take("PAY-30", day);
      take("LIV-20", day);
    }
    for (int day = 144; day < 160; day++) {
      take("BEN-10", day);
    }
    assertEquals(1, store.count("ledger"), "with what is not benign");
    assertEquals(List.of(), said);
    take("BEN-10", 181);
    assertEquals(1, said.size());
  }

  @Test
  void anOpenEpisodeIsLookedAtWhenItEnds() {
    take("EXT-04", 1);
    EntityAlerts book = books.open(ENTITY, store, 7);
    assertEquals(Evidence.day(91) + 1, book.nextTimer());
    look(book.nextTimer() - 1);
    assertEquals(1, said.size());
    look(book.nextTimer());
    assertEquals(LastRevision.State.CLOSED, said.get(1).kept().state());
  }

  @Test
  void dueTimesCountFromTheMachinesClock() {
    take("EXT-04", 1);
    assertEquals(AlertContent.Priority.P2, said.get(0).content().priority());
    assertEquals(7 + 4 * Evidence.HOUR, said.get(0).kept().dueBy());
    take("BEN-10", 2);
    assertEquals(7 + 4 * Evidence.HOUR, said.get(1).kept().dueBy(), "no one is notified");
  }

  @Test
  void aVictimFindingHoldsThePayersScoreDown() {
    take("PAY-30", 0);
    take("LIV-20", 0.1);
    take("PAY-30", 1);
    assertEquals(AlertTrack.PAYER, said.get(said.size() - 1).track());
    take("SXV-50", -1);
    AlertRevision last = said.get(said.size() - 1);
    assertEquals(LastRevision.State.WITHDRAWN, last.kept().state());
    assertEquals(Evidence.day(1), last.newest());
  }

  @Test
  void aPersonWhoLooksBenignTakesLittleAndIsForgotten() {
    long most = 0;
    long next = 0;
    for (int day = 0; day < 400; day++) {
      for (double part : new double[] {0, 0.1, 0.2}) {
        take("BEN-10", day + part);
      }
      if (day == 0 || Evidence.day(day) >= next) {
        next = look(Evidence.day(day)).nextTimer();
      }
      most = Math.max(most, store.size());
    }
    assertTrue(most < 2_000, most + " bytes"); // a year of findings, one of three a day between
    assertEquals(List.of(), said);
    assertForgottenWithin(400, 700);
  }

  /** Looks at the entity when it wants to be looked at, until nothing is left. */
  private void assertForgottenWithin(int from, int days) {
    long clock = Evidence.day(from);
    while (!store.isEmpty()) {
      clock = Math.max(clock, books.open(ENTITY, store, 7).nextTimer());
      assertTrue(clock < Evidence.day(from + days), "not forgotten");
      EntityAlerts book = look(clock);
      assertTrue(book.isEmpty() || book.nextTimer() > clock);
      assertEquals(book.isEmpty(), store.isEmpty());
    }
  }

  @Test
  void whatWasNeverReportedIsForgottenWithItsEvidence() {
    take("PAY-30", 0);
    take("SXV-50", 1);
    assertForgottenWithin(1, 450);
  }

  @Test
  void whatWasReportedIsForgottenWhenItIsLongOver() {
    take("EXT-04", 0);
    take("BEN-10", 5);
    look(Evidence.day(5 + 729));
    assertFalse(store.isEmpty());
    assertForgottenWithin(5 + 729, 40);
  }

  @Test
  void aLookForgetsOnlySoMuchAtOnce() {
    AlertRetention longest =
        new AlertRetention(Map.of(AlertEnd.CLOSED_QUIET, Duration.ofDays(9_000)));
    books =
        new EntityAlertsFactory(
            RULES, SETTLE, details -> List.of("PAYEE:q"), null, longest, FindingMask.NONE);
    EntityAlerts book = books.open(ENTITY, store, 7);
    for (int i = 0; i <= EntityAlerts.MAX_FORGOTTEN; i++) {
      book.accept(found("EXT-04", i / 2_600.0, 1), Evidence.day(0.5));
    }
    book.write();
    take("EXT-04", 4_000);
    long clock = Evidence.day(4_200);
    book = look(clock);
    assertEquals(2, store.events(), "one too many, and the new one");
    assertEquals(clock + 1, book.nextTimer());
    look(clock + 1);
    book = look(clock + 2);
    assertEquals(1, store.events());
    assertTrue(book.nextTimer() > clock + Evidence.DAY);
  }

  /** Each event once, however many findings show it, and none that no finding shows any more. */
  @Test
  void whatIsReplacedAgainAndAgainLeavesNothingBehind() {
    List<EvidenceEvent> seen = new ArrayList<>();
    long most = 0;
    for (int i = 0; i < 2_000; i++) {
      Finding one = found("PAY-30", i / 4_000.0, 1);
      seen.add(0, one.shown().first());
      List<EvidenceEvent> window = List.copyOf(seen.subList(0, Math.min(seen.size(), 50)));
      take(showing(one, window), one.time());
      most = Math.max(most, store.events());
    }
    assertTrue(most <= 1 + 50 + 20, most + " events of a first and a last finding");
    Finding last = found("PAY-30", 1.6, 1);
    seen.add(0, last.shown().first());
    List<Finding> alert =
        List.of(found("EXT-04", 1.6, 1), showing(last, List.copyOf(seen.subList(0, 50))));
    EntityAlerts book = books.open(ENTITY, store, 7);
    book.accept(alert, Evidence.day(1.6));
    assertEquals(1, book.revisions().size(), "one of an event");
    List<ExplainedEvent> events = book.revisions().get(0).explanation().events();
    assertEquals(50, events.size());
    assertEquals(seen.subList(0, 49), events.subList(1, 50).stream().map(e -> e.seen()).toList());
  }

  private static Finding showing(Finding one, List<EvidenceEvent> events) {
    return new Finding(
        one.id(),
        one.rule(),
        one.entity(),
        one.tokenDomain(),
        one.event(),
        one.time(),
        one.group(),
        one.observed(),
        SeenEvents.of(events),
        one.events(),
        one.quality(),
        one.expiresAt(),
        one.from());
  }

  /** Also where what was found is itself spread over a day. */
  @Test
  void looksAreSpreadOverEntities() {
    Map<Long, Integer> hours = new HashMap<>();
    Random random = new Random(5);
    for (int i = 0; i < 8_000; i++) {
      EntityKey entity = new EntityKey("default", 1, "SUBJECT", "s" + i);
      EntityAlerts book = books.open(entity, new StateBytes(), 7);
      double day = 0.5 + random.nextDouble(); // of the second day
      book.accept(found("PAY-30", day, 1), 0);
      assertTrue(book.nextTimer() >= 2 * Evidence.DAY + SETTLE, "its day has settled by then");
      hours.merge((book.nextTimer() - SETTLE) / Evidence.HOUR, 1, Integer::sum);
    }
    assertEquals(24, hours.size());
    hours.forEach((hour, looks) -> assertTrue(looks < 400, looks + " of 8,000 in one hour"));
  }

  private static String digest(@Nullable AlertContent content) {
    return content == null ? "" : content.digest();
  }

  /**
   * In any order, and with anything settled and forgotten meanwhile; with rules on trial, which the
   * catalogue has too.
   */
  @Test
  void theLastRevisionIsThatOfTheFoldOverEverything() {
    Random random = new Random(61);
    int[] alerts = new int[2];
    for (int i = 0; i < 150; i++) {
      int kind = i % 3 == 0 ? 0 : 1;
      RandomLedger one = kind == 0 ? RandomLedger.mostlyBenign(random) : new RandomLedger(random);
      StateBytes bytes = new StateBytes();
      EntityAlertsFactory all = new EntityAlertsFactory(one.rules, SETTLE, details -> List.of());
      List<Finding> findings = new ArrayList<>();
      Map<Finding, Long> arrivals = new HashMap<>();
      List<LedgerEntry> both = new ArrayList<>(one.entries);
      both.addAll(one.victim);
      for (LedgerEntry entry : both) {
        RuleHead head = one.rules.byId(entry.ruleId());
        double quality = entry.strength() / head.scoring().strength();
        Finding finding = found(one.rules, head, entry.time(), 1 + random.nextInt(3), quality);
        findings.add(finding);
        arrivals.put(finding, finding.time() + random.nextLong(SETTLE));
      }
      findings.sort(Comparator.comparing(arrivals::get));
      Map<AlertTrack, AlertContent> last = new HashMap<>();
      for (Finding finding : findings) {
        long clock = arrivals.get(finding);
        EntityAlerts book = all.open(ENTITY, bytes, 0);
        while (book.nextTimer() <= clock) {
          long wake = book.nextTimer();
          book.advance(wake);
          book.write();
          book.shadowRevisions().forEach(r -> last.put(r.track(), r.content()));
          book = all.open(ENTITY, bytes, 0);
        }
        assertFalse(book.accept(finding, clock) == LedgerChange.KEPT_BEHIND);
        book.write();
        book.shadowRevisions().forEach(r -> last.put(r.track(), r.content()));
      }
      for (AlertTrack track : List.of(AlertTrack.VICTIM, one.track)) {
        AlertContent expected =
            new Fold(one.rules)
                .content(
                    track,
                    RandomLedger.of(all, findings, track),
                    RandomLedger.of(all, findings, AlertTrack.VICTIM));
        assertEquals(digest(expected), digest(last.get(track)), () -> track + " of " + findings);
        alerts[kind] += expected == null ? 0 : 1;
      }
    }
    assertTrue(alerts[0] > 5 && alerts[1] > 10, Arrays.toString(alerts) + " alerts");
  }
}

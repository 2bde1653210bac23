package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;

/** What rules on trial find changes shadow alerts, and no alert. */
class ShadowAlertsTest {
  private static final List<String> DOCUMENTS =
      List.of(
          Evidence.soft("PAY-30", AlertTrack.PAYER, "payment", "CHILD", 60),
          Evidence.soft("LIV-20", AlertTrack.PAYER, "livestream", "LIVE", 40),
          Evidence.hard("EXT-04", AlertTrack.PAYER, 8) + "  opens: true\n",
          Evidence.benign("BEN-10", AlertTrack.PAYER, -10),
          Evidence.soft("SXV-50", AlertTrack.VICTIM, "payment", "SXV_RATE", 60),
          Evidence.hard("TRY-01", AlertTrack.PAYER, 8) + "  opens: true\n",
          Evidence.benign("TRY-02", AlertTrack.PAYER, -10));

  private static final RuleSet RULES = rules(true);

  /** The same rules, of which none is on trial any more. */
  private static final RuleSet LATER = rules(false);

  private static final long SETTLE = 90 * Evidence.DAY;

  private final EntityAlertsFactory books = books(RULES);
  private final StateBytes store = new StateBytes();
  private final List<String> alerts = new ArrayList<>();
  private final List<String> shadows = new ArrayList<>();

  private static EntityAlertsFactory books(RuleSet rules) {
    return new EntityAlertsFactory(rules, SETTLE, details -> List.of("PAYEE:q"));
  }

  private static RuleSet rules(boolean onTrial) {
    return TestRules.compile(
        DOCUMENTS.stream()
            .map(one -> onTrial && one.contains("TRY-") ? onTrial(one) : one)
            .toArray(String[]::new));
  }

  private static String onTrial(String document) {
    String tried = document.replace("status: stable", "status: test");
    assertFalse(tried.equals(document));
    return tried;
  }

  private static Finding found(String indicator, double day) {
    RuleHead head =
        RULES.heads().stream()
            .filter(h -> h.scoring() != null && h.scoring().indicator().equals(indicator))
            .findFirst()
            .orElseThrow();
    return EntityAlertsTest.found(RULES, head, Evidence.day(day), 1, 1);
  }

  private EntityAlerts open() {
    return books.open(EntityAlertsTest.ENTITY, store, 7);
  }

  private void take(Finding finding) {
    EntityAlerts book = open();
    book.accept(finding, finding.time());
    end(book);
  }

  private void end(EntityAlerts book) {
    book.revisions().forEach(one -> alerts.add(line(one)));
    book.shadowRevisions().forEach(one -> shadows.add(line(one)));
    book.write();
  }

  private static String line(AlertRevision one) {
    return one.track() + " " + one.kept() + " " + one.explanation(); // what is kept has a digest
  }

  @Test
  void withoutTrialsOneFoldIsBoth() {
    take(found("PAY-30", 0));
    take(found("LIV-20", 1));
    take(found("EXT-04", 2));
    assertFalse(alerts.isEmpty());
    assertEquals(alerts, shadows);
    assertEquals(1, store.count("last-revision"));
  }

  @Test
  void aFindingOfARuleOnTrialIsOfShadowAlertsAlone() {
    take(found("PAY-30", 0));
    take(found("TRY-01", 1));
    assertEquals(List.of(), alerts);
    assertEquals(1, shadows.size());
    take(found("EXT-04", 2));
    assertEquals(1, alerts.size());
    assertEquals(2, shadows.size());
  }

  @Test
  void aVerdictIsOnTheAlertAndOnItsShadow() {
    take(found("EXT-04", 0));
    give(Says.of("v1", VerdictType.UNFOUNDED, 1).seeing(List.of(found("EXT-04", 0).id())));
    assertEquals(2, alerts.size());
    assertEquals(alerts, shadows);
    take(found("TRY-01", 2));
    assertEquals(2, alerts.size());
    assertTrue(shadows.get(2).contains("state=OPEN"), shadows.get(2));
    assertEquals(1, store.count("verdicts shadow"));
    give(Says.of("v2", VerdictType.LIKELY, 3).seeing(List.of(found("TRY-01", 2).id())));
    assertTrue(alerts.get(2).contains("state=CLOSED"), alerts.get(2));
    assertTrue(shadows.get(3).contains("state=CLOSED"), shadows.get(3));
    assertForgotten();
  }

  private void give(Says verdict) {
    EntityAlerts book = open();
    book.accept(verdict.on(AlertTrack.PAYER), verdict.time());
    end(book);
  }

  /**
   * Alerts are those of a book without what rules on trial find, shadows those of rules in force.
   */
  @Test
  void shadowAlertsAreThoseOfAllFindingsWhenEverTheyBegan() {
    Random random = new Random(5);
    List<String> indicators =
        List.of("PAY-30", "LIV-20", "EXT-04", "BEN-10", "SXV-50", "TRY-01", "TRY-02");
    for (int i = 0; i < 60; i++) {
      ShadowAlertsTest one = new ShadowAlertsTest();
      StateBytes alone = new StateBytes();
      StateBytes all = new StateBytes();
      List<String> alerts = new ArrayList<>();
      List<String> shadows = new ArrayList<>();
      for (int n = 1 + random.nextInt(20); n > 0; n--) {
        int which = random.nextInt(random.nextBoolean() ? indicators.size() : 5);
        Finding finding = found(indicators.get(which), random.nextInt(60) / 4.0);
        one.take(finding);
        if (which < 5) {
          take(books, alone, finding, alerts);
        }
        take(books(LATER), all, finding, shadows);
      }
      assertEquals(alerts, one.alerts);
      assertEquals(shadows, one.shadows);
      one.assertForgotten();
    }
  }

  /** The same while time passes, days settle and what no score needs is forgotten. */
  @Test
  void shadowAlertsAreThoseOfAllFindingsHoweverMuchHasSettled() {
    Random random = new Random(6);
    List<String> indicators =
        List.of("PAY-30", "LIV-20", "EXT-04", "BEN-10", "SXV-50", "TRY-01", "TRY-02");
    int alerted = 0;
    for (int i = 0; i < 60; i++) {
      Passing both = new Passing(books);
      Passing alone = new Passing(books);
      Passing all = new Passing(books(LATER));
      double day = 0;
      for (int n = 1 + random.nextInt(30); n > 0; n--) {
        day += random.nextInt(random.nextBoolean() ? 60 : 8) / 4.0;
        int which = random.nextInt(indicators.size());
        Finding finding = found(indicators.get(which), day);
        both.take(finding);
        if (which < 5) {
          alone.take(finding);
        } else {
          alone.pass(finding.time());
        }
        all.take(finding);
      }
      long end = Evidence.day(day);
      assertEquals(alone.live(end), both.live(end));
      assertEquals(all.live(end), both.shadows(end));
      alerted += all.live(end).isEmpty() ? 0 : 1;
    }
    assertTrue(alerted > 20, alerted + " with alerts");
  }

  /** One book through time: what its alerts say last. */
  private static final class Passing {
    private final EntityAlertsFactory books;
    private final StateBytes store = new StateBytes();
    private final Map<AlertTrack, String> alerts = new TreeMap<>();
    private final Map<AlertTrack, String> shadows = new TreeMap<>();

    Passing(EntityAlertsFactory books) {
      this.books = books;
    }

    void take(Finding finding) {
      pass(finding.time());
      EntityAlerts book = books.open(EntityAlertsTest.ENTITY, store, 7);
      book.accept(finding, finding.time());
      end(book);
    }

    /** Looks at the entity each time that it wants to be looked at. */
    void pass(long clock) {
      EntityAlerts book = books.open(EntityAlertsTest.ENTITY, store, 7);
      while (book.nextTimer() <= clock) {
        book.advance(book.nextTimer());
        end(book);
        book = books.open(EntityAlertsTest.ENTITY, store, 7);
      }
    }

    private void end(EntityAlerts book) {
      book.write();
      book.revisions().forEach(one -> note(one, alerts));
      book.shadowRevisions().forEach(one -> note(one, shadows));
    }

    private static void note(AlertRevision one, Map<AlertTrack, String> said) {
      AlertContent content = one.content();
      said.put(one.track(), one.kept().state() + (content == null ? "" : " " + content.digest()));
    }

    String live(long end) {
      pass(end);
      return alerts.toString().replace("{}", "");
    }

    String shadows(long end) {
      pass(end);
      return shadows.toString().replace("{}", "");
    }
  }

  private static void take(
      EntityAlertsFactory books, StateBytes store, Finding finding, List<String> said) {
    EntityAlerts book = books.open(EntityAlertsTest.ENTITY, store, 7);
    book.accept(finding, finding.time());
    book.revisions().forEach(one -> said.add(line(one)));
    book.write();
  }

  /** A rule that leaves its trial counts what it found on trial, as in a replay. */
  @Test
  void whatWasFoundOnTrialCountsOnceItsRuleIsInForce() {
    take(found("TRY-01", 0));
    assertEquals(List.of(), alerts);
    EntityAlerts later = books(LATER).open(EntityAlertsTest.ENTITY, store, 7);
    later.accept(found("PAY-30", 1), Evidence.day(1));
    List<String> ids = later.revisions().get(0).content().findings().stream().sorted().toList();
    assertEquals(
        Stream.of(found("PAY-30", 1).id(), found("TRY-01", 0).id()).sorted().toList(), ids);
  }

  /** The other way round: a rule that goes on trial raises no alert any more. */
  @Test
  void whatWasFoundBeforeARuleWentOnTrialIsOfShadowAlertsAlone() {
    EntityAlerts before = books(LATER).open(EntityAlertsTest.ENTITY, store, 7);
    before.accept(found("TRY-01", 0), Evidence.day(0));
    assertEquals(1, before.revisions().size());
    before.write();
    take(found("PAY-30", 1));
    assertTrue(alerts.get(0).contains("state=WITHDRAWN"), alerts.get(0));
    assertTrue(shadows.get(0).contains("state=OPEN"), shadows.get(0));
  }

  /** An alert that is kept no longer goes, though rules on trial go on finding something. */
  @Test
  void anAlertEndsThoughItsShadowGoesOn() {
    take(found("EXT-04", 0));
    for (int day = 30; day < 900; day += 30) {
      EntityAlerts book = open();
      book.advance(Evidence.day(day) - 1);
      end(book);
      take(found("TRY-01", day));
    }
    assertTrue(alerts.get(alerts.size() - 1).contains("state=ENDED"), alerts.toString());
    assertTrue(shadows.get(shadows.size() - 1).contains("state=OPEN"));
    assertEquals(0, store.count("last-revision PAYER"));
    for (long clock = Evidence.day(900); !store.isEmpty(); clock += 30 * Evidence.DAY) {
      assertTrue(clock < Evidence.day(2_700), "not forgotten");
      EntityAlerts book = open();
      book.advance(clock);
      end(book);
    }
  }

  private void assertForgotten() {
    for (long clock = Evidence.day(60); !store.isEmpty(); clock += 30 * Evidence.DAY) {
      assertTrue(clock < Evidence.day(2_000), "not forgotten");
      EntityAlerts book = open();
      book.advance(clock);
      end(book);
    }
  }

  @Test
  void whatIsErasedIsGoneAndItsAlertsEnd() {
    take(found("EXT-04", 0));
    give(Says.of("v1", VerdictType.LIKELY, 1));
    take(found("TRY-01", 2));
    take(found("SXV-50", 2));
    alerts.clear();
    shadows.clear();
    EntityAlerts book = open();
    book.erase();
    assertEquals(EntitySummary.NO_LOOK, book.nextTimer());
    end(book);
    assertEquals(AlertTrack.values().length, alerts.size());
    assertEquals(AlertTrack.values().length, shadows.size());
    alerts.forEach(last -> assertTrue(last.contains("state=ENDED"), last));
    shadows.forEach(last -> assertTrue(last.contains("state=ENDED"), last));
    assertTrue(store.isEmpty());
  }

  @Test
  void whatComesAfterAnErasureCountsAsNew() {
    take(found("EXT-04", 0));
    EntityAlerts book = open();
    book.erase();
    end(book);
    alerts.clear();
    take(found("EXT-04", 0));
    assertTrue(alerts.get(0).contains("revision=1,"), alerts.get(0));
    assertTrue(alerts.get(0).contains("notifies=true"), alerts.get(0));
  }

  @Test
  void ofOneWhoIsNotKnownAlertsOfAnEarlierJobEnd() {
    EntityAlerts book = open();
    book.erase();
    end(book);
    assertEquals(AlertTrack.values().length, alerts.size());
    assertTrue(store.isEmpty());
  }
}

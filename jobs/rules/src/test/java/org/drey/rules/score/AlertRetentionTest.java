package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.LastRevision.State;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long alerts are kept, by how they ended, and what comes after that. */
class AlertRetentionTest {
  /** What is kept is looked at by then: a day is spread over its entities. */
  private static final double SPREAD = 1;

  /** Another time for each end. */
  private static final AlertRetention EACH = each();

  private static AlertRetention each() {
    Map<AlertEnd, Duration> times = new HashMap<>();
    int days = 200;
    for (AlertEnd end : AlertEnd.values()) {
      times.put(end, Duration.ofDays(days));
      days += 10;
    }
    return new AlertRetention(times);
  }

  private static Desk desk(AlertRetention retention) {
    return new Desk(RandomVerdicts.RULES, AlertTrack.PAYER, null, retention);
  }

  private static Desk opened(AlertRetention retention) {
    Desk desk = desk(retention);
    return finds(finds(desk, "PAY-30", 0), "LIV-20", 0);
  }

  private static Desk finds(Desk desk, String indicator, double day) {
    long time = Evidence.day(day);
    return desk.takes(desk.finding(AlertTrack.PAYER, 1, indicator, time), time);
  }

  private static Desk says(Desk desk, VerdictType verdict, double day) {
    List<String> seen = desk.alert().content().findings();
    return desk.takes(Says.of("v" + day, verdict, day).seeing(seen), Evidence.day(day));
  }

  private static State state(Desk desk) {
    return desk.alert().kept().state();
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIRMED, 211",
    "LIKELY, 221",
    "UNFOUNDED, 231",
    "BENIGN_EXPLAINED, 241",
    "DUPLICATE, 251"
  })
  void whatAVerdictClosedIsKeptForItsTime(VerdictType verdict, double day) {
    Desk desk = says(opened(EACH), verdict, 1);
    desk.looks(Evidence.day(day) - 1);
    assertEquals(State.CLOSED, state(desk));
    assertFalse(desk.store.isEmpty());
    desk.looks(Evidence.day(day + SPREAD));
    assertEquals(State.ENDED, state(desk));
    assertTrue(desk.store.isEmpty());
  }

  @Test
  void whatQuietClosedIsKeptForItsTime() {
    Desk desk = opened(EACH).looks(Evidence.day(200) - 1);
    assertEquals(State.CLOSED, state(desk));
    desk.looks(Evidence.day(200 + SPREAD));
    assertEquals(State.ENDED, state(desk));
    assertTrue(desk.store.isEmpty());
  }

  @Test
  void unlessSaidOtherwiseEverythingIsKeptForTwoYears() {
    Desk desk = says(opened(AlertRetention.USUAL), VerdictType.UNFOUNDED, 1);
    desk.looks(Evidence.day(731) - 1);
    assertEquals(State.CLOSED, state(desk));
    desk.looks(Evidence.day(731 + SPREAD));
    assertEquals(State.ENDED, state(desk));
  }

  @Test
  void theTimeCountsFromTheNewestEvidenceOrVerdict() {
    Desk desk = says(opened(EACH), VerdictType.UNFOUNDED, 1);
    finds(desk, "BEN-10", 100);
    desk.looks(Evidence.day(300));
    assertEquals(State.CLOSED, state(desk));
    desk.looks(Evidence.day(330 + SPREAD));
    assertEquals(State.ENDED, state(desk));
  }

  @Test
  void whatIsWithdrawnEndsAndItsEvidenceGoesOnCounting() {
    AlertRetention soon = new AlertRetention(Map.of(AlertEnd.WITHDRAWN, Duration.ofDays(90)));
    Desk desk = finds(opened(soon), "BEN-10", 0);
    assertEquals(State.WITHDRAWN, state(desk));
    double withBoth = desk.scoreAt(100);
    desk.looks(Evidence.day(100));
    assertEquals(State.ENDED, state(desk));
    assertEquals(withBoth, desk.scoreAt(100));
    desk.looks(Evidence.day(800));
    assertTrue(desk.store.isEmpty());
  }

  @Test
  void aVerdictWhoseAlertNeverComesIsKeptLikeOneThatIsWithdrawn() {
    Desk desk = desk(EACH).saysBlind(Says.of("v1", VerdictType.UNFOUNDED, 1));
    desk.takes(Says.of("v2", VerdictType.UNFOUNDED, 1), Evidence.day(1));
    desk.looks(Evidence.day(261) - 1);
    assertFalse(desk.store.isEmpty());
    desk.looks(Evidence.day(261 + SPREAD));
    assertTrue(desk.store.isEmpty());
    assertNull(desk.alert());
  }

  @Test
  void whatComesLaterBeginsANewOne() {
    AlertRetention soon =
        new AlertRetention(Map.of(AlertEnd.CLOSED_CONFIRMED, Duration.ofDays(90)));
    for (boolean looked : List.of(true, false)) {
      Desk desk = says(opened(soon), VerdictType.CONFIRMED, 1);
      if (looked) {
        desk.looks(Evidence.day(95));
      }
      finds(desk, "PAY-10", 95);
      assertEquals(State.ENDED, state(desk), "what was before would have opened it");
      finds(finds(desk, "PAY-30", 95), "LIV-20", 95);
      AlertRevision again = desk.alert();
      assertEquals(1, again.content().episode());
      assertEquals(1, again.kept().revision());
      assertTrue(again.kept().notifies());
      assertEquals(VerdictSummary.NONE, again.judgement());
      assertEquals(Evidence.day(95), again.content().firstSeen());
    }
  }

  @Test
  void whatComesInTheLastMomentDoesNot() {
    AlertRetention soon =
        new AlertRetention(Map.of(AlertEnd.CLOSED_UNFOUNDED, Duration.ofDays(90)));
    Desk desk = says(opened(soon), VerdictType.UNFOUNDED, 1);
    desk.takes(Says.back("v2", 91, "v1.0"), Evidence.day(91));
    assertEquals("OPEN 1 54.0 REOPENED by null", desk.line());
  }

  /** Its findings hold a payer's score down, and explain why. */
  @Test
  void aChildsAlertIsKeptForTheLongestOfAllTimes() {
    long week = 7 * Evidence.DAY;
    LastRevision closed =
        new LastRevision(
            2, State.CLOSED, false, "", 1, 1, List.of(), false, 1, 0, VerdictType.UNFOUNDED);
    assertEquals(week + 230 * Evidence.DAY, EACH.endOf(AlertTrack.PAYER, closed, week));
    assertEquals(week + 260 * Evidence.DAY, EACH.endOf(AlertTrack.VICTIM, closed, week));
  }

  @Test
  void inOrderOfTimeItSaysTheSameWhetherTimePassesOrNot() {
    Random random = new Random(81);
    int ended = 0;
    for (int i = 0; i < 300; i++) {
      AlertRetention retention = retention(random);
      RandomVerdicts one = new RandomVerdicts(random);
      List<Object> all = new ArrayList<>(one.findings.get(AlertTrack.PAYER));
      all.addAll(one.verdicts.get(AlertTrack.PAYER));
      all.sort(Comparator.comparingLong(AlertRetentionTest::time));
      Desk live = new Desk(RandomVerdicts.RULES, AlertTrack.PAYER, one.asked(), retention);
      Desk replayed = new Desk(RandomVerdicts.RULES, AlertTrack.PAYER, one.asked(), retention);
      for (Object next : all) {
        live.looks(time(next));
        take(live, next, time(next));
        take(replayed, next, Long.MAX_VALUE);
        assertEquals(content(replayed), content(live), "case " + i);
        ended += live.alert() != null && state(live) == State.ENDED ? 1 : 0;
      }
    }
    assertTrue(ended > 10, ended + " times there was none any more");
  }

  private static AlertRetention retention(Random random) {
    Map<AlertEnd, Duration> times = new HashMap<>();
    for (AlertEnd end : AlertEnd.values()) {
      times.put(end, Duration.ofDays(end.leastDays() + (random.nextBoolean() ? 0 : 30)));
    }
    return new AlertRetention(times);
  }

  private static long time(Object one) {
    return one instanceof Finding finding ? finding.time() : ((Verdict) one).actsAt();
  }

  private static void take(Desk desk, Object next, long clock) {
    if (next instanceof Finding finding) {
      desk.takes(finding, clock);
    } else {
      desk.takes((Verdict) next, clock);
    }
  }

  /** What is said but for whether it is open: time closes an alert, a replay does not end. */
  private static List<Object> content(Desk desk) {
    AlertRevision alert = desk.alert();
    if (alert == null || alert.content() == null) {
      return List.of("none");
    }
    return List.of(alert.content().digest(), alert.judgement());
  }
}

package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.drey.rules.RandomCases;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.NaiveVerdicts.Result;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.junit.jupiter.api.Test;

/** The book against the page: random findings and verdicts in random orders. */
class VerdictPropertyTest {
  private static final int CASES = RandomCases.count(300);
  private static final long SETTLE = 90 * Evidence.DAY;

  private final Map<VerdictType, Integer> closed = new EnumMap<>(VerdictType.class);
  private int suppressed;
  private int lackedEyes;
  private int again;

  @Test
  void inAnyOrderItSaysAtEachMomentWhatThePageSays() {
    Random random = RandomCases.random(71);
    for (int i = 0; i < CASES; i++) {
      RandomVerdicts one = new RandomVerdicts(random);
      List<Object> known = new ArrayList<>();
      List<Object> all = one.shuffled();
      for (Object next : all) {
        take(one, next, Long.MAX_VALUE);
        known.add(next);
        if (random.nextInt(4) == 0 || known.size() == all.size()) {
          assertAsThePageSays(one, known, i);
        }
      }
    }
    assertEnoughHappened();
  }

  @Test
  void settlingChangesNothingThatIsSaid() {
    Random random = RandomCases.random(72);
    for (int i = 0; i < CASES; i++) {
      RandomVerdicts one = new RandomVerdicts(random);
      one.withoutOthersOfAnId(); // which of these counts may have settled before the other comes
      Map<Object, Long> arrivals = new LinkedHashMap<>(); // in an order that is the same again
      for (Object next : one.shuffled()) {
        arrivals.put(next, arrival(next, random));
      }
      List<Object> known = new ArrayList<>();
      for (Object next :
          arrivals.keySet().stream().sorted(Comparator.comparing(arrivals::get)).toList()) {
        one.desk.looks(arrivals.get(next));
        take(one, next, arrivals.get(next));
        known.add(next);
        if (random.nextInt(4) == 0) {
          assertAsThePageSays(one, known, i);
        }
      }
      one.desk.looks(arrivals.values().stream().max(Long::compare).orElse(0L) + 2 * SETTLE);
      assertAsThePageSays(one, known, i);
    }
    assertEnoughHappened();
  }

  /** Before what it is about can have settled; so also what takes a verdict back. */
  private static long arrival(Object one, Random random) {
    if (one instanceof Finding finding) {
      return finding.time() + random.nextLong(SETTLE);
    }
    Verdict verdict = (Verdict) one;
    return verdict.actsAt()
        + (verdict.type() == VerdictType.REOPENED ? 0 : random.nextLong(SETTLE));
  }

  static void take(RandomVerdicts one, Object next, long clock) {
    if (next instanceof Finding finding) {
      one.desk.takes(finding, clock);
    } else {
      one.desk.takes((Verdict) next, clock);
    }
  }

  private void assertAsThePageSays(RandomVerdicts one, List<Object> known, int number) {
    for (AlertTrack track : RandomVerdicts.TRACKS) {
      Result expected = naive(one, known, track).result();
      AlertRevision last = one.desk.last.get(track);
      Supplier<String> what = () -> "case " + number + ", " + track + ": " + known;
      if (last == null) {
        assertEquals(0, expected.number(), what);
      } else {
        assertEquals(expected, result(last, expected), what);
        count(last);
      }
    }
  }

  /** The fold of what is known of a track. */
  static NaiveVerdicts naive(RandomVerdicts one, List<Object> known, AlertTrack track) {
    List<Verdict> verdicts =
        known.stream()
            .filter(Verdict.class::isInstance)
            .map(Verdict.class::cast)
            .filter(verdict -> verdict.track() == track)
            .toList();
    return new NaiveVerdicts(
        RandomVerdicts.RULES,
        track,
        entries(one, known, track),
        entries(one, known, AlertTrack.VICTIM),
        verdicts,
        one.asked());
  }

  private static List<LedgerEntry> entries(
      RandomVerdicts one, List<Object> known, AlertTrack track) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (Object next : known) {
      if (next instanceof Finding finding && one.desk.entry(finding, track) != null) {
        entries.add(one.desk.entry(finding, track));
      }
    }
    return entries;
  }

  private static Result result(AlertRevision last, Result expected) {
    AlertContent content = last.content();
    VerdictSummary judgement = last.judgement();
    if (content == null) {
      assertNull(judgement.closedBy());
      return new Result(
          0,
          false,
          0,
          0,
          0,
          NaiveRank.NONE,
          0,
          0,
          expected.number() == 0 ? expected.findings() : new TreeSet<>(),
          null,
          judgement.verdict(),
          judgement.verdictTime(),
          judgement.suppressed());
    }
    return new Result(
        content.episode(),
        content.open(),
        content.peak(),
        content.asOf(),
        content.score().value(),
        new NaiveRank(
            content.severity(),
            content.priority().name(),
            content.confidence().name(),
            new TreeSet<>(content.score().streams()),
            content.isHard()),
        content.firstSeen(),
        content.lastSeen(),
        new TreeSet<>(content.findings()),
        judgement.closedBy(),
        judgement.verdict(),
        judgement.verdictTime(),
        judgement.suppressed());
  }

  private void count(AlertRevision last) {
    VerdictSummary judgement = last.judgement();
    if (judgement.closedBy() != null) {
      closed.merge(judgement.closedBy(), 1, Integer::sum);
    }
    suppressed += judgement.suppressed();
    lackedEyes += judgement.verdict() == VerdictType.NEEDS_MORE ? 1 : 0;
    again += last.content() != null && last.content().episode() > 1 ? 1 : 0;
  }

  private void assertEnoughHappened() {
    String what = closed + ", " + suppressed + " suppressed, " + lackedEyes + ", " + again;
    assertEquals(5, closed.size(), what);
    assertTrue(closed.values().stream().allMatch(n -> n > CASES / 30), what);
    assertTrue(suppressed > CASES / 30 && lackedEyes > CASES / 30 && again > CASES / 30, what);
  }
}

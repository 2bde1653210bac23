package org.drey.rules.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.drey.rules.RandomCases;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.LastRevision.State;
import org.drey.rules.score.NaiveNotices.Notice;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Each revision of random alerts with random verdicts, in random orders, while time passes: its
 * state, whether it notifies an analyst, and by when that is due.
 */
class NoticePropertyTest {
  private static final int CASES = RandomCases.count(800);
  private static final long NOW = 7; // the desk's

  private final Map<State, Integer> notified = new EnumMap<>(State.class);
  private final Map<State, Integer> quiet = new EnumMap<>(State.class);

  @Test
  void anAnalystIsNotifiedOfWhatThePagesSay() {
    Random random = RandomCases.random(91);
    for (int i = 0; i < CASES; i++) {
      int number = i;
      RandomVerdicts one = new RandomVerdicts(random);
      one.withoutOthersOfAnId();
      Map<Object, Long> arrivals = new LinkedHashMap<>(); // in an order that is the same again
      one.shuffled().forEach(next -> arrivals.put(next, arrival(next, random)));
      Map<AlertTrack, NaiveNotices> notices = new EnumMap<>(AlertTrack.class);
      RandomVerdicts.TRACKS.forEach(track -> notices.put(track, new NaiveNotices(track)));
      List<Object> known = new ArrayList<>();
      Map<AlertTrack, NaiveVerdicts> naive = naive(one, known);
      for (Object next :
          arrivals.keySet().stream().sorted(Comparator.comparing(arrivals::get)).toList()) {
        long clock = arrivals.get(next);
        passes(one, naive, notices, clock);
        one.desk.said.clear();
        VerdictPropertyTest.take(one, next, clock);
        known.add(next);
        naive = naive(one, known);
        for (AlertTrack track : RandomVerdicts.TRACKS) {
          Notice expected = expected(notices.get(track), naive.get(track), clock);
          check(one, track, expected, () -> "case " + number + ", " + track + ": " + known);
        }
      }
    }
    String what = "notified " + notified + ", not " + quiet;
    assertTrue(notified.get(State.OPEN) > CASES, what);
    assertTrue(notified.getOrDefault(State.WITHDRAWN, 0) > 3, what);
    assertTrue(quiet.get(State.OPEN) > CASES && quiet.get(State.CLOSED) > CASES / 2, what);
  }

  /** Before anything can have settled. */
  private static long arrival(Object one, Random random) {
    long time = one instanceof Finding f ? f.time() : ((Verdict) one).actsAt();
    boolean undoes = one instanceof Verdict v && v.type() == VerdictType.REOPENED;
    return time + (undoes ? 0 : random.nextLong(90 * Evidence.DAY)); // or the other has settled
  }

  /** Lets time pass: what ends by quiet notifies no one. */
  private void passes(
      RandomVerdicts one,
      Map<AlertTrack, NaiveVerdicts> naive,
      Map<AlertTrack, NaiveNotices> notices,
      long clock) {
    one.desk.said.clear();
    one.desk.looks(clock);
    for (AlertRevision revision : one.desk.said) {
      assertEquals(State.CLOSED, revision.kept().state());
      assertFalse(revision.kept().notifies());
    }
    notices.forEach((track, of) -> of.quiet(isQuiet(naive.get(track), clock)));
  }

  private static Map<AlertTrack, NaiveVerdicts> naive(RandomVerdicts one, List<Object> known) {
    Map<AlertTrack, NaiveVerdicts> naive = new EnumMap<>(AlertTrack.class);
    for (AlertTrack track : RandomVerdicts.TRACKS) {
      naive.put(track, VerdictPropertyTest.naive(one, known, track));
    }
    return naive;
  }

  private static @Nullable Notice expected(NaiveNotices of, NaiveVerdicts naive, long clock) {
    return of.next(naive.result(), isQuiet(naive, clock), naive.undoesAny(), NOW);
  }

  private static boolean isQuiet(NaiveVerdicts naive, long clock) {
    return clock - naive.quietFrom() > 90 * Evidence.DAY;
  }

  private void check(
      RandomVerdicts one, AlertTrack track, @Nullable Notice expected, Supplier<String> what) {
    List<AlertRevision> said =
        one.desk.said.stream().filter(revision -> revision.track() == track).toList();
    assertTrue(said.size() <= 1);
    if (said.isEmpty()) {
      assertFalse(expected != null && expected.notifies(), () -> what.get() + ": " + expected);
      return;
    }
    LastRevision revision = said.get(0).kept();
    if (expected != null) {
      Notice actual = new Notice(revision.state(), revision.notifies(), revision.dueBy());
      assertEquals(expected, actual, what);
      (actual.notifies() ? notified : quiet).merge(actual.state(), 1, Integer::sum);
    } else {
      assertFalse(revision.notifies(), "what explains it changed alone");
    }
  }
}

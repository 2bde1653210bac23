package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.Scoring;
import org.drey.rules.compile.Track;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The fold with verdicts as verdicts.md writes it, over all findings and verdicts that ever were:
 * everything anew for each question.
 */
final class NaiveVerdicts {
  private static final Comparator<Verdict> ORDER =
      Comparator.comparingLong(NaiveVerdicts::v).thenComparing(Verdict::id);

  private final RuleSet rules;
  private final Track track;
  private final List<LedgerEntry> kept;
  private final List<LedgerEntry> victims;
  private final List<Verdict> verdicts;
  private final @Nullable Band fourEyes;
  private final List<Verdict> acting = new ArrayList<>();
  private final Set<String> lackedEyes = new HashSet<>();
  private @Nullable Long trial;

  /** What the episode is at some time. */
  record State(
      int number, boolean open, double peak, long asOf, long last, @Nullable Verdict endedBy) {}

  /** What an alert says. */
  record Result(
      int number,
      boolean open,
      double peak,
      long asOf,
      double score,
      long firstSeen,
      long lastSeen,
      Set<String> findings,
      @Nullable VerdictType closedBy,
      @Nullable VerdictType verdict,
      long verdictTime,
      int suppressed) {}

  NaiveVerdicts(
      RuleSet rules,
      Track track,
      List<LedgerEntry> findings,
      List<LedgerEntry> victim,
      List<Verdict> given,
      @Nullable Band fourEyes) {
    this.rules = rules;
    this.track = track;
    this.kept = kept(findings);
    this.victims = NaiveFold.ledger(victim);
    this.fourEyes = fourEyes;
    Map<String, Verdict> byId = new TreeMap<>();
    Comparator<Verdict> first =
        Comparator.comparingLong(Verdict::time).thenComparing(Verdict::text);
    given.forEach(one -> byId.merge(one.id(), one, (a, b) -> first.compare(a, b) <= 0 ? a : b));
    this.verdicts = byId.values().stream().sorted(ORDER).toList();
    judge();
  }

  static long v(Verdict one) {
    return Math.max(one.time(), one.asOf());
  }

  private Scoring scoring(LedgerEntry one) {
    return rules.byId(one.ruleId()).scoring();
  }

  private boolean isPositive(LedgerEntry one) {
    return scoring(one).points() > 0;
  }

  private boolean isHardOrOpens(LedgerEntry one) {
    return scoring(one).hard() || scoring(one).opens();
  }

  private static boolean isSameDay(LedgerEntry a, LedgerEntry b) {
    return a.indicator().equals(b.indicator())
        && Math.floorDiv(a.time(), Evidence.DAY) == Math.floorDiv(b.time(), Evidence.DAY);
  }

  private List<LedgerEntry> kept(List<LedgerEntry> findings) {
    List<LedgerEntry> result = new ArrayList<>();
    for (LedgerEntry one : findings) {
      boolean earlier = false;
      boolean later = false;
      for (LedgerEntry other : findings) {
        if (isSameDay(one, other) && other.strength() >= one.strength()) {
          earlier |= other.time() < one.time();
          later |= other.time() > one.time();
        }
      }
      if (!earlier || !later || isHardOrOpens(one)) {
        result.add(one);
      }
    }
    return result;
  }

  private boolean isVoid(Verdict one) {
    return verdicts.stream().anyMatch(other -> undoes(other, one));
  }

  private static boolean undoes(Verdict other, Verdict one) {
    return other.type() == VerdictType.REOPENED
        && one.type().closes()
        && one.id().equals(other.takesBack())
        && v(other) <= v(one) + 90 * Evidence.DAY;
  }

  private void judge() {
    for (Verdict one : verdicts) {
      if (!one.type().closes() || isVoid(one)) {
        continue;
      }
      trial = v(one);
      State state = state(v(one));
      trial = null;
      if (state.number() == 0 || state.endedBy() != null) {
        continue;
      }
      boolean two = one.secondAnalyst() != null && !one.secondAnalyst().equals(one.analyst());
      if (fourEyes != null && Band.of(state.peak()).compareTo(fourEyes) >= 0 && !two) {
        lackedEyes.add(one.id());
      } else {
        acting.add(one);
      }
    }
  }

  private int piece(LedgerEntry one) {
    int piece = 0;
    for (Verdict cut : acting) {
      piece += v(cut) < one.time() ? 1 : 0;
    }
    return piece + (trial != null && trial < one.time() ? 1 : 0);
  }

  /** Entries, by the moment from which they are one. */
  private Map<LedgerEntry, Long> entries() {
    Map<LedgerEntry, Long> entries = new TreeMap<>(LedgerEntry.ORDER);
    for (LedgerEntry one : kept) {
      boolean best = true;
      for (LedgerEntry other : kept) {
        best &= !isSameDay(one, other) || piece(one) != piece(other) || !isBetter(other, one);
      }
      if (best) {
        entries.put(one, one.time());
      }
    }
    for (Verdict verdict : acting) {
      for (LedgerEntry one : kept) {
        if (isHardOrOpens(one) && isUnseen(one, verdict) && !entries.containsKey(one)) {
          entries.put(one, v(verdict) + 1);
        }
      }
    }
    return entries;
  }

  private static boolean isBetter(LedgerEntry a, LedgerEntry b) {
    if (a.strength() != b.strength()) {
      return a.strength() > b.strength();
    }
    return a.time() != b.time() ? a.time() < b.time() : a.findingId().compareTo(b.findingId()) < 0;
  }

  private boolean isUnseen(LedgerEntry one, Verdict verdict) {
    long next = v(verdict) + 1;
    return one.time() <= v(verdict)
        && isPositive(one)
        && !verdict.seen().contains(one.findingId())
        && next - one.time() <= 10 * scoring(one).halfLifeMillis()
        && exists(one, next);
  }

  /** Whether verdicts leave a finding at a time that is not before its own. */
  private boolean exists(LedgerEntry one, long time) {
    return one.time() <= time
        && acting.stream()
            .noneMatch(
                verdict -> v(verdict) < time && (spends(verdict, one) || suppresses(verdict, one)));
  }

  private boolean spends(Verdict verdict, LedgerEntry one) {
    boolean isSpending =
        verdict.type() == VerdictType.UNFOUNDED || verdict.type() == VerdictType.BENIGN_EXPLAINED;
    return isSpending
        && isPositive(one)
        && one.time() <= v(verdict)
        && verdict.seen().contains(one.findingId());
  }

  private boolean suppresses(Verdict verdict, LedgerEntry one) {
    long until = Math.floorDiv(v(verdict), Evidence.DAY) + verdict.suppressDays();
    return isPositive(one)
        && !isHardOrOpens(one)
        && verdict.suppress().contains(scoring(one).family().name())
        && one.time() > v(verdict)
        && one.time() < until * Evidence.DAY;
  }

  private List<LedgerEntry> existing(long time) {
    return entries().entrySet().stream()
        .filter(e -> e.getValue() <= time && exists(e.getKey(), time))
        .map(Map.Entry::getKey)
        .toList();
  }

  private double score(long time) {
    List<LedgerEntry> there = existing(time);
    List<LedgerEntry> strongest = new ArrayList<>(there);
    strongest.removeIf(
        one -> there.stream().anyMatch(other -> isSameDay(one, other) && isBetter(other, one)));
    return NaiveScore.at(time, track, strongest, victims, rules);
  }

  private State state(long until) {
    Map<LedgerEntry, Long> entries = entries();
    TreeSet<Long> times = new TreeSet<>(entries.values());
    for (Verdict one : acting) {
      times.add(v(one));
      times.add(v(one) + 1);
    }
    TreeSet<Long> reopened = new TreeSet<>();
    for (Verdict one : verdicts) {
      verdicts.stream()
          .filter(other -> undoes(one, other))
          .forEach(other -> reopened.add(Math.max(v(one), v(other))));
    }
    times.addAll(reopened);
    State state = new State(0, false, 0, 0, 0, null);
    for (long time : times.headSet(until, true)) {
      state = next(state, time, folded(entries, time));
      for (Verdict one : acting) {
        if (v(one) == time) {
          state = new State(state.number, false, state.peak, state.asOf, state.last, one);
        }
      }
      boolean isQuiet = !state.open || time - state.last > 90 * Evidence.DAY;
      if (reopened.contains(time) && state.number > 0 && state.endedBy == null && isQuiet) {
        state = new State(state.number, true, state.peak, state.asOf, time, null);
      }
    }
    return state;
  }

  private List<LedgerEntry> folded(Map<LedgerEntry, Long> entries, long time) {
    List<LedgerEntry> folded = new ArrayList<>();
    entries.forEach(
        (one, from) -> {
          boolean unseen =
              acting.stream().anyMatch(a -> v(a) + 1 == time && from < time && isUnseen(one, a));
          if ((from == time && exists(one, time)) || unseen) {
            folded.add(one);
          }
        });
    return folded;
  }

  private State next(State s, long time, List<LedgerEntry> folded) {
    if (folded.isEmpty()) {
      return s;
    }
    double score = score(time);
    boolean opens = folded.stream().anyMatch(one -> scoring(one).opens());
    boolean mayOpen = s.endedBy == null || folded.stream().anyMatch(this::isPositive);
    if (s.open && time - s.last <= 90 * Evidence.DAY) {
      return new State(s.number, true, Math.max(s.peak, score), time, time, null);
    }
    if (mayOpen && (opens || score >= 50)) {
      return new State(s.number + 1, true, score, time, time, null);
    }
    return new State(s.number, false, s.peak, s.asOf, time, s.endedBy);
  }

  Result result() {
    State state = state(Long.MAX_VALUE);
    long asOf = state.asOf;
    List<LedgerEntry> counting = existing(asOf).stream().filter(one -> counts(one, asOf)).toList();
    Set<String> findings =
        counting.stream()
            .map(LedgerEntry::findingId)
            .collect(Collectors.toCollection(TreeSet::new));
    kept.stream()
        .filter(one -> isHardOrOpens(one) && counts(one, asOf) && exists(one, asOf))
        .forEach(one -> findings.add(one.findingId()));
    int suppressed = 0;
    for (LedgerEntry one : entries().keySet()) {
      suppressed += acting.stream().anyMatch(verdict -> suppresses(verdict, one)) ? 1 : 0;
    }
    Verdict newest = verdicts.isEmpty() ? null : verdicts.get(verdicts.size() - 1);
    VerdictType word = newest == null ? null : newest.type();
    return new Result(
        state.number,
        state.open,
        state.number == 0 ? 0 : state.peak,
        asOf,
        state.number == 0 ? 0 : score(asOf),
        counting.stream().mapToLong(LedgerEntry::time).min().orElse(asOf),
        counting.stream().mapToLong(LedgerEntry::time).max().orElse(asOf),
        findings,
        state.endedBy == null ? null : state.endedBy.type(),
        newest != null && lackedEyes.contains(newest.id()) ? VerdictType.NEEDS_MORE : word,
        newest == null ? 0 : newest.time(),
        suppressed);
  }

  private boolean counts(LedgerEntry one, long time) {
    return isPositive(one) && time - one.time() <= 10 * scoring(one).halfLifeMillis();
  }
}

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
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * The fold with verdicts as verdicts.md writes it, over all findings and verdicts that ever were:
 * worked out from the start for each question.
 */
final class NaiveVerdicts {
  private static final Comparator<Verdict> ORDER =
      Comparator.comparingLong(NaiveEvidence::v).thenComparing(Verdict::id);

  private final RuleSet rules;
  private final AlertTrack track;
  private final NaiveEvidence evidence;
  private final List<LedgerEntry> victims;
  private final List<Verdict> verdicts;
  private final @Nullable Band fourEyes;
  private final Set<String> lackedEyes = new HashSet<>();
  private final State end;

  /** What the episode is at some time. */
  record State(
      int number,
      boolean open,
      double peak,
      boolean byRule,
      long asOf,
      long last,
      @Nullable Verdict endedBy) {
    State ended(Verdict by) {
      return new State(number, false, peak, byRule, asOf, last, by);
    }

    State reopened(long time) {
      return new State(number, true, peak, byRule, asOf, time, null);
    }
  }

  /** What an alert says. */
  record Result(
      int number,
      boolean open,
      double peak,
      long asOf,
      double score,
      NaiveRank rank,
      long firstSeen,
      long lastSeen,
      Set<String> findings,
      @Nullable VerdictType closedBy,
      @Nullable VerdictType verdict,
      long verdictTime,
      int suppressed) {}

  NaiveVerdicts(
      RuleSet rules,
      AlertTrack track,
      List<LedgerEntry> findings,
      List<LedgerEntry> victim,
      List<Verdict> given,
      @Nullable Band fourEyes) {
    this.rules = rules;
    this.track = track;
    this.evidence = new NaiveEvidence(rules, findings);
    this.victims = NaiveFold.ledger(victim);
    this.fourEyes = fourEyes;
    Map<String, Verdict> byId = new TreeMap<>();
    Comparator<Verdict> first =
        Comparator.comparingLong(Verdict::time).thenComparing(Verdict::text);
    given.forEach(one -> byId.merge(one.id(), one, (a, b) -> first.compare(a, b) <= 0 ? a : b));
    this.verdicts = byId.values().stream().sorted(ORDER).toList();
    judge();
    this.end = state(Long.MAX_VALUE);
  }

  private boolean isVoid(Verdict one) {
    return verdicts.stream().anyMatch(other -> undoes(other, one));
  }

  private static boolean undoes(Verdict reopening, Verdict closing) {
    return reopening.type() == VerdictType.REOPENED
        && closing.type().closes()
        && closing.id().equals(reopening.takesBack())
        && NaiveEvidence.v(reopening) <= NaiveEvidence.v(closing) + 90 * Evidence.DAY;
  }

  private void judge() {
    for (Verdict one : verdicts) {
      if (!one.type().closes() || isVoid(one)) {
        continue;
      }
      evidence.trial = NaiveEvidence.v(one);
      State state = state(NaiveEvidence.v(one));
      evidence.trial = null;
      if (state.number() == 0 || state.endedBy() != null) {
        continue;
      }
      boolean two = one.secondAnalyst() != null && !one.secondAnalyst().equals(one.analyst());
      if (fourEyes != null && Band.of(state.peak()).compareTo(fourEyes) >= 0 && !two) {
        lackedEyes.add(one.id());
      } else {
        evidence.acting.add(one);
      }
    }
  }

  private double score(long time) {
    return parts(time).value();
  }

  private NaiveScore.Parts parts(long time) {
    List<LedgerEntry> there = evidence.existing(time);
    List<LedgerEntry> strongest = new ArrayList<>(there);
    strongest.removeIf(
        one ->
            there.stream()
                .anyMatch(
                    other ->
                        NaiveEvidence.isSameDay(one, other) && NaiveEvidence.isBetter(other, one)));
    return NaiveScore.parts(time, track, strongest, victims, rules);
  }

  private State state(long until) {
    Map<LedgerEntry, Long> entries = evidence.entries();
    TreeSet<Long> times = new TreeSet<>(entries.values());
    for (Verdict one : evidence.acting) {
      times.add(NaiveEvidence.v(one));
      times.add(NaiveEvidence.v(one) + 1);
    }
    TreeSet<Long> reopened = new TreeSet<>();
    for (Verdict one : verdicts) {
      verdicts.stream()
          .filter(other -> undoes(one, other))
          .forEach(other -> reopened.add(Math.max(NaiveEvidence.v(one), NaiveEvidence.v(other))));
    }
    times.addAll(reopened);
    State state = new State(0, false, 0, false, 0, 0, null);
    for (long time : times.headSet(until, true)) {
      state = next(state, time, folded(entries, time));
      for (Verdict one : evidence.acting) {
        if (NaiveEvidence.v(one) == time) {
          state = state.ended(one);
        }
      }
      boolean isQuiet = !state.open || time - state.last > 90 * Evidence.DAY;
      if (reopened.contains(time) && state.number > 0 && state.endedBy == null && isQuiet) {
        state = state.reopened(time);
      }
    }
    return state;
  }

  private List<LedgerEntry> folded(Map<LedgerEntry, Long> entries, long time) {
    List<LedgerEntry> folded = new ArrayList<>();
    entries.forEach(
        (one, from) -> {
          boolean unseen =
              evidence.acting.stream()
                  .anyMatch(
                      a ->
                          NaiveEvidence.v(a) + 1 == time
                              && from < time
                              && evidence.isUnseen(one, a));
          if ((from == time && evidence.exists(one, time)) || unseen) {
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
    boolean opens = folded.stream().anyMatch(one -> evidence.scoring(one).opens());
    boolean mayOpen = s.endedBy == null || folded.stream().anyMatch(evidence::isPositive);
    if (s.open && time - s.last <= 90 * Evidence.DAY) {
      return new State(s.number, true, Math.max(s.peak, score), s.byRule, time, time, null);
    }
    if (mayOpen && (opens || score >= 50)) {
      return new State(s.number + 1, true, score, opens, time, time, null);
    }
    return new State(s.number, false, s.peak, s.byRule, s.asOf, time, s.endedBy);
  }

  private NaiveRank rank(State state) {
    return NaiveRank.of(
        track,
        state.asOf,
        parts(state.asOf),
        evidence.existing(state.asOf).stream()
            .filter(one -> evidence.counts(one, state.asOf))
            .toList());
  }

  /** From when the quiet time of the last episode counts. */
  long quietFrom() {
    return end.last();
  }

  /** Whether a REOPENED undoes anything. */
  boolean undoesAny() {
    return verdicts.stream().anyMatch(one -> verdicts.stream().anyMatch(two -> undoes(one, two)));
  }

  Result result() {
    State state = end;
    long asOf = state.asOf;
    List<LedgerEntry> counting =
        evidence.existing(asOf).stream().filter(one -> evidence.counts(one, asOf)).toList();
    Set<String> findings =
        counting.stream()
            .map(LedgerEntry::findingId)
            .collect(Collectors.toCollection(TreeSet::new));
    evidence.kept.stream()
        .filter(
            one ->
                evidence.isHardOrOpens(one)
                    && evidence.counts(one, asOf)
                    && evidence.exists(one, asOf))
        .forEach(one -> findings.add(one.findingId()));
    int suppressed = 0;
    for (LedgerEntry one : evidence.entries().keySet()) {
      suppressed +=
          evidence.acting.stream().anyMatch(verdict -> evidence.suppresses(verdict, one)) ? 1 : 0;
    }
    Verdict newest = verdicts.isEmpty() ? null : verdicts.get(verdicts.size() - 1);
    VerdictType word = newest == null ? null : newest.type();
    return new Result(
        state.number,
        state.open,
        state.number == 0 ? 0 : state.peak,
        asOf,
        state.number == 0 ? 0 : score(asOf),
        state.number == 0 ? NaiveRank.NONE : rank(state),
        counting.stream().mapToLong(LedgerEntry::time).min().orElse(asOf),
        counting.stream().mapToLong(LedgerEntry::time).max().orElse(asOf),
        findings,
        state.endedBy == null ? null : state.endedBy.type(),
        newest != null && lackedEyes.contains(newest.id()) ? VerdictType.NEEDS_MORE : word,
        newest == null ? 0 : newest.time(),
        suppressed);
  }
}

package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/** What a ledger keeps, what of it are entries, and what verdicts leave, as verdicts.md has it. */
final class NaiveEvidence {
  final List<LedgerEntry> kept;
  final List<Verdict> acting = new ArrayList<>();
  @Nullable Long trial;
  private final RuleSet rules;
  private @Nullable Entries last;

  /** The entries that there are while so many verdicts act, and one is tried. */
  private record Entries(int acting, @Nullable Long trial, Map<LedgerEntry, Long> all) {
    boolean areOf(int others, @Nullable Long other) {
      return acting == others && Objects.equals(trial, other);
    }
  }

  NaiveEvidence(RuleSet rules, List<LedgerEntry> findings) {
    this.rules = rules;
    this.kept = kept(findings);
  }

  static long v(Verdict one) {
    return Math.max(one.time(), one.asOf());
  }

  ScoringPart scoring(LedgerEntry one) {
    return rules.byId(one.ruleId()).scoring();
  }

  boolean isPositive(LedgerEntry one) {
    return scoring(one).points() > 0;
  }

  boolean isHardOrOpens(LedgerEntry one) {
    return scoring(one).hard() || scoring(one).opens();
  }

  static boolean isSameDay(LedgerEntry a, LedgerEntry b) {
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

  private int piece(LedgerEntry one) {
    int piece = 0;
    for (Verdict cut : acting) {
      piece += v(cut) < one.time() ? 1 : 0;
    }
    return piece + (trial != null && trial < one.time() ? 1 : 0);
  }

  /** Entries, by the moment from which they are one. */
  Map<LedgerEntry, Long> entries() {
    Entries known = last;
    if (known == null || !known.areOf(acting.size(), trial)) { // it is asked at each moment
      known = new Entries(acting.size(), trial, calculated());
      last = known;
    }
    return known.all();
  }

  private Map<LedgerEntry, Long> calculated() {
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

  static boolean isBetter(LedgerEntry a, LedgerEntry b) {
    if (a.strength() != b.strength()) {
      return a.strength() > b.strength();
    }
    return a.time() != b.time() ? a.time() < b.time() : a.findingId().compareTo(b.findingId()) < 0;
  }

  boolean isUnseen(LedgerEntry one, Verdict verdict) {
    long next = v(verdict) + 1;
    return one.time() <= v(verdict)
        && isPositive(one)
        && !verdict.seen().contains(one.findingId())
        && next - one.time() <= 10 * scoring(one).halfLifeMillis()
        && exists(one, next);
  }

  /** Whether verdicts leave a finding at a time that is not before its own. */
  boolean exists(LedgerEntry one, long time) {
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

  boolean suppresses(Verdict verdict, LedgerEntry one) {
    long until = Math.floorDiv(v(verdict), Evidence.DAY) + verdict.suppressDays();
    return isPositive(one)
        && !isHardOrOpens(one)
        && verdict.suppress().contains(scoring(one).family().name())
        && one.time() > v(verdict)
        && one.time() < until * Evidence.DAY;
  }

  List<LedgerEntry> existing(long time) {
    return entries().entrySet().stream()
        .filter(e -> e.getValue() <= time && exists(e.getKey(), time))
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean counts(LedgerEntry one, long time) {
    return isPositive(one) && time - one.time() <= 10 * scoring(one).halfLifeMillis();
  }
}

package org.drey.rules.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a ledger as verdicts leave them: days are cut where a verdict acts, what was seen
 * may be spent, families may be suppressed. Without verdicts these are the entries of its days.
 */
final class VerdictEntries {
  private final RuleSet rules;
  private final Ledger ledger;
  private final List<ActingVerdict> acting;
  private final List<LedgerEntry> all;
  private @Nullable NavigableMap<Long, List<LedgerEntry>> byTime;

  private VerdictEntries(
      RuleSet rules, Ledger ledger, List<ActingVerdict> acting, List<Long> cuts) {
    this.rules = rules;
    this.ledger = ledger;
    this.acting = acting.stream().map(one -> one.on(ledger)).toList();
    this.all = ledger.entries(cuts);
    this.acting.forEach(this::uncover);
  }

  /** Those that some verdicts leave, in their order. */
  static VerdictEntries of(RuleSet rules, Ledger ledger, List<ActingVerdict> acting) {
    return new VerdictEntries(rules, ledger, acting, cuts(acting));
  }

  /** The same with one more day cut, where a verdict may act. */
  VerdictEntries cut(long at) {
    List<Long> cuts = new ArrayList<>(cuts(acting));
    cuts.add(at);
    return new VerdictEntries(rules, ledger, acting, cuts);
  }

  /** The same after one more verdict. */
  VerdictEntries with(ActingVerdict next) {
    List<ActingVerdict> more = new ArrayList<>(acting);
    more.add(next);
    return of(rules, ledger, more);
  }

  private static List<Long> cuts(List<ActingVerdict> acting) {
    return acting.stream().map(ActingVerdict::at).toList();
  }

  /**
   * Makes entries of what an analyst did not see and what is judged for itself, after the verdict.
   */
  private void uncover(ActingVerdict verdict) {
    Set<String> known = new HashSet<>();
    all.forEach(entry -> known.add(entry.findingId()));
    for (LedgerEntry one : ledger.kept()) {
      if (one.always() && isUnseen(one, verdict) && !known.contains(one.findingId())) {
        all.add(one.foldedAs(verdict.after()));
      }
    }
    all.sort(LedgerEntry.ORDER);
  }

  /** Returns whether it was there at a verdict, was not seen, and goes on counting. */
  private boolean isUnseen(LedgerEntry entry, ActingVerdict verdict) {
    ScoringPart scoring = positive(entry);
    return scoring != null
        && entry.foldedAt() <= verdict.at()
        && !verdict.saw(entry)
        && exists(entry, verdict.after())
        && ScoredEntry.counts(entry, scoring, verdict.after());
  }

  /** Returns when a verdict spends an entry, {@link Long#MAX_VALUE} if none does. */
  long end(LedgerEntry entry) {
    ScoringPart scoring = positive(entry);
    return acting.stream()
        .filter(
            one -> scoring != null && one.undone() == StoredVerdict.NOT_UNDONE && one.spends(entry))
        .mapToLong(ActingVerdict::at)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  List<IndicatorDay> days() {
    return ledger.days();
  }

  /** Returns where days are cut. */
  List<Long> cuts() {
    return cuts(acting);
  }

  List<ActingVerdict> acting() {
    return acting;
  }

  /** All of them, in the order of the fold. */
  List<LedgerEntry> all() {
    return all;
  }

  /** The times at which a score is taken, after one and up to another, in their order. */
  Iterable<Long> times(long after, long until) {
    return after >= until ? List.of() : byTime().subMap(after, false, until, true).keySet();
  }

  /** Those for whose sake the score is taken at a time. */
  List<LedgerEntry> foldedAt(long time) {
    return byTime().getOrDefault(time, List.of());
  }

  private NavigableMap<Long, List<LedgerEntry>> byTime() {
    if (byTime == null) {
      NavigableMap<Long, List<LedgerEntry>> next = new TreeMap<>();
      for (LedgerEntry entry : all) {
        fold(entry, entry.foldedAt(), next);
      }
      for (ActingVerdict verdict : acting) {
        all.stream()
            .filter(entry -> isUnseen(entry, verdict))
            .forEach(entry -> fold(entry, verdict.after(), next));
      }
      byTime = next;
    }
    return byTime;
  }

  private void fold(LedgerEntry entry, long time, Map<Long, List<LedgerEntry>> byTime) {
    if (acting.isEmpty() || !isHidden(entry, time)) {
      byTime.computeIfAbsent(time, t -> new ArrayList<>(1)).add(entry);
    }
  }

  /**
   * Returns what a score at a time, or the severity, may count: of one indicator and day the
   * strongest alone.
   */
  List<LedgerEntry> at(long time) {
    if (acting.isEmpty()) {
      return all;
    }
    return Ledger.strongest(existing(all, time));
  }

  /** Returns which of them exist at a time, also beside a stronger one of their day. */
  List<LedgerEntry> existing(long time) {
    return acting.isEmpty() ? Ledger.at(time, all) : existing(all, time);
  }

  /**
   * Returns what an alert lists at a time: entries, and what is judged for itself, entry or not.
   */
  List<LedgerEntry> listed(long time) {
    List<LedgerEntry> listed = new ArrayList<>(all);
    ledger.kept().stream().filter(LedgerEntry::always).forEach(listed::add);
    return existing(listed, time);
  }

  private List<LedgerEntry> existing(List<LedgerEntry> of, long time) {
    return of.stream().filter(entry -> exists(entry, time)).toList();
  }

  private boolean exists(LedgerEntry entry, long time) {
    return entry.exists(time) && !isHidden(entry, time);
  }

  private boolean isHidden(LedgerEntry entry, long time) {
    ScoringPart scoring = acting.isEmpty() ? null : positive(entry);
    return scoring != null && acting.stream().anyMatch(one -> one.hides(entry, scoring, time));
  }

  /** Returns which of them a verdict suppresses. */
  List<LedgerEntry> suppressed() {
    return acting.isEmpty() ? List.of() : all.stream().filter(this::isSuppressed).toList();
  }

  boolean isSuppressed(LedgerEntry entry) {
    ScoringPart scoring = positive(entry);
    return scoring != null
        && acting.stream()
            .anyMatch(one -> entry.foldedAt() < one.undone() && one.suppresses(entry, scoring));
  }

  /** The points of what is not benign; null of what is, or of a rule that is no more. */
  @Nullable ScoringPart positive(LedgerEntry entry) {
    ScoringPart scoring = scoring(entry);
    return scoring == null || scoring.isBenign() ? null : scoring;
  }

  @Nullable ScoringPart scoring(LedgerEntry entry) {
    return rules.scoring(entry.ruleId());
  }
}

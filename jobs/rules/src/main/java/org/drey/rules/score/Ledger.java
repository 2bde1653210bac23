package org.drey.rules.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of an entity on one track: of each rule and UTC day a few findings, so that any choice
 * of rules has what counts of it. The strongest of an indicator and day is an entry of the fold
 * (see {@link IndicatorDay}). Where a day is settled there may be two entries: what came in too
 * late to be folded at its own time, beside what was folded before.
 *
 * @param kept sorted by the time at which they are folded, then indicator; a mutable list that
 *     belongs to this ledger alone
 * @param settled what the fold had come to before the first entry that may still change
 * @param shadow the same of the fold with rules on trial; null where that is no other
 */
public record Ledger(List<LedgerEntry> kept, Episode settled, @Nullable Episode shadow) {

  /**
   * The most findings that a track keeps beside the strongest of each rule and day: many times what
   * an analyst reads. Above it the weakest of the day go, so that a source that repeats itself
   * neither fills the state nor slows the fold, and which remain may depend on the order in which
   * they came.
   */
  public static final int MAX_BESIDE = 1_000;

  /** The outcome for a finding. */
  public enum LedgerChange {
    /** Nothing changes. */
    NOT_KEPT,
    KEPT,
    /** It is older than what is settled, and is folded as of the end of that. */
    KEPT_BEHIND,
    /** It is not kept, as there is too much beside the strongest of each rule and day. */
    NO_ROOM,
    /** It is kept, and the weakest finding of its rule and day goes for that reason. */
    KEPT_EVICTING,
    /**
     * A verdict more than {@link AlertVerdicts#MAX_VERDICTS} on its alert, or on what was erased
     * before it was given; it changes nothing.
     */
    REFUSED
  }

  /**
   * The change that a finding makes.
   *
   * @param added the finding as it is kept, or null if it is not
   * @param gone what is kept no more
   * @param counts whether scores, or what alerts list, may change
   */
  record Change(
      LedgerChange taken, @Nullable LedgerEntry added, List<LedgerEntry> gone, boolean counts) {
    /** The same, where all that is kept may count. */
    Change counting() {
      boolean isTaken = taken != LedgerChange.NOT_KEPT && taken != LedgerChange.NO_ROOM;
      return new Change(taken, added, gone, isTaken);
    }

    static final Change NONE = new Change(LedgerChange.NOT_KEPT, null, List.of(), false);
    static final Change NO_ROOM = new Change(LedgerChange.NO_ROOM, null, List.of(), false);
  }

  private record DayKey(String indicator, long day) {
    static DayKey of(LedgerEntry entry) {
      return new DayKey(entry.indicator(), entry.day());
    }
  }

  /** A ledger of one fold. */
  public Ledger(List<LedgerEntry> kept, Episode settled) {
    this(kept, settled, null);
  }

  public static Ledger empty() {
    return new Ledger(new ArrayList<>(), Episode.NONE);
  }

  /** Returns up to when it is settled. */
  long until() {
    return shadow == null ? settled.until() : Math.max(settled.until(), shadow.until());
  }

  /** Takes in a finding. */
  Change add(LedgerEntry finding) {
    List<LedgerEntry> ofDay = kept.stream().filter(finding::isOfDay).toList();
    LedgerEntry known = null;
    for (LedgerEntry one : ofDay) {
      if (one.isSame(finding)) {
        known = one;
      }
    }
    if (known != null && !finding.outranks(known)) {
      return Change.NONE;
    }
    boolean behind = known == null && finding.time() <= until();
    LedgerEntry entry = behind ? finding.foldedAs(until() + 1) : finding;
    if (known != null) {
      entry = finding.foldedAs(known.folded()); // the same finding, settled
    }
    return put(entry, known, ofDay, behind);
  }

  private Change put(
      LedgerEntry entry, @Nullable LedgerEntry known, List<LedgerEntry> ofDay, boolean behind) {
    List<LedgerEntry> all = new ArrayList<>(ofDay);
    all.removeIf(one -> one.equals(known));
    all.add(entry);
    Set<LedgerEntry> stays = new LinkedHashSet<>(new IndicatorDay(all).kept());
    LedgerEntry over = stays.size() > ofDay.size() && isFull() ? weakest(stays) : null;
    if (over != null && over.equals(entry)) {
      return Change.NO_ROOM;
    }
    stays.removeIf(one -> one.equals(over));
    boolean isKept = stays.contains(entry);
    if (!isKept && known == null) {
      return Change.NONE;
    }
    List<LedgerEntry> gone = new ArrayList<>(ofDay);
    gone.removeAll(stays);
    kept.removeIf(entry::isOfDay);
    kept.addAll(stays);
    kept.sort(LedgerEntry.ORDER);
    boolean counts =
        !new IndicatorDay(ofDay).listed().equals(new IndicatorDay(List.copyOf(stays)).listed());
    LedgerChange taken = behind ? LedgerChange.KEPT_BEHIND : LedgerChange.KEPT;
    return new Change(
        over == null ? taken : LedgerChange.KEPT_EVICTING, isKept ? entry : null, gone, counts);
  }

  /** Returns whether it keeps as much as it may beside the strongest of each rule and day. */
  private boolean isFull() {
    return kept.size() > MAX_BESIDE
        && kept.size() - kept.stream().map(one -> one.ruleId() + one.day()).distinct().count()
            >= MAX_BESIDE;
  }

  /** Puts an entry in the place of another of its time. */
  void replace(LedgerEntry one, LedgerEntry by) {
    kept.set(kept.indexOf(one), by);
  }

  /** Returns the finding of a day that all others outrank; null where there is only one. */
  private static @Nullable LedgerEntry weakest(Set<LedgerEntry> ofDay) {
    return ofDay.size() < 2
        ? null
        : ofDay.stream().reduce((a, b) -> a.outranks(b) ? b : a).orElse(null);
  }

  /** The entries of the fold without verdicts, in their order. */
  public List<LedgerEntry> entries() {
    return entries(List.of());
  }

  /**
   * The entries of the fold, in their order.
   *
   * @param cuts where verdicts cut days, see {@link IndicatorDay#entries(List)}
   */
  List<LedgerEntry> entries(List<Long> cuts) {
    Set<LedgerEntry> entries = Collections.newSetFromMap(new IdentityHashMap<>());
    days().forEach(day -> entries.addAll(day.entries(cuts)));
    return kept.stream().filter(entries::contains).collect(Collectors.toList());
  }

  /** Returns what is kept, by indicator and day. */
  List<IndicatorDay> days() {
    Map<DayKey, List<LedgerEntry>> days = new HashMap<>();
    kept.forEach(one -> days.computeIfAbsent(DayKey.of(one), k -> new ArrayList<>(1)).add(one));
    return days.values().stream().map(IndicatorDay::new).toList();
  }

  /** The same with more of it settled. */
  Ledger settled(Episode episode) {
    return new Ledger(kept, episode, shadow);
  }

  /** Returns whether there is nothing to keep. */
  boolean isEmpty() {
    return kept.isEmpty() && settled.equals(Episode.NONE) && shadow == null;
  }

  /** Returns when the newest entry was folded, {@link Long#MIN_VALUE} if there never was any. */
  long newest() {
    long newest = settled.lastEntry();
    for (LedgerEntry one : entries()) {
      newest = Math.max(newest, one.foldedAt());
    }
    return newest;
  }

  /** The entries that a score at a time counts: of one indicator and day the strongest alone. */
  static List<LedgerEntry> at(long time, List<LedgerEntry> entries) {
    List<LedgerEntry> there = new ArrayList<>();
    boolean behind = false;
    for (LedgerEntry entry : entries) {
      if (entry.exists(time)) {
        there.add(entry);
        behind |= entry.folded() != 0;
      }
    }
    return behind ? strongest(there) : there;
  }

  /** Returns the strongest of each indicator and day. */
  static List<LedgerEntry> strongest(List<LedgerEntry> entries) {
    Map<DayKey, LedgerEntry> best = new HashMap<>();
    for (LedgerEntry entry : entries) {
      best.merge(DayKey.of(entry), entry, (a, b) -> b.outranks(a) ? b : a);
    }
    return entries.stream().filter(e -> !best.getOrDefault(DayKey.of(e), e).outranks(e)).toList();
  }
}

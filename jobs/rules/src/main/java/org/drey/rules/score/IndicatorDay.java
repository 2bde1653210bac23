package org.drey.rules.score;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The findings of one indicator and UTC day: which are kept, and which are entries of the fold.
 *
 * <p>Of those that are folded at one time (their own, or as of the end of what was settled when
 * they came in) the best one is looked at. Kept are those that none before equals or exceeds in
 * strength, those that none after does, and all that are kept {@link LedgerEntry#always}: wherever
 * a verdict cuts the day, the strongest of each piece is there. What is not kept is dominated by
 * what is, so the order in which they come does not matter.
 *
 * @param findings all of them, at most one with an id
 */
record IndicatorDay(List<LedgerEntry> findings) {

  /** Returns which of them are kept. */
  List<LedgerEntry> kept() {
    return findings.stream().filter(this::isKept).toList();
  }

  /**
   * Returns which of them are entries: of those folded together the strongest, of equals the
   * earliest, unless it is hidden by what was folded before. What comes too late for the settled
   * part hides nothing in it.
   */
  List<LedgerEntry> entries() {
    return findings.size() == 1 ? findings : ofPiece(findings);
  }

  /**
   * The same where verdicts cut the day: those of each piece.
   *
   * @param cuts times; what is folded then is of the piece before
   */
  List<LedgerEntry> entries(List<Long> cuts) {
    if (cuts.isEmpty() || findings.size() == 1) {
      return entries();
    }
    TreeMap<Long, List<LedgerEntry>> pieces = new TreeMap<>();
    for (LedgerEntry one : findings) {
      long before = cuts.stream().filter(cut -> cut < one.foldedAt()).count();
      pieces.computeIfAbsent(before, piece -> new ArrayList<>()).add(one);
    }
    return pieces.values().stream().flatMap(piece -> ofPiece(piece).stream()).toList();
  }

  private static List<LedgerEntry> ofPiece(List<LedgerEntry> findings) {
    TreeMap<Long, LedgerEntry> best = new TreeMap<>();
    for (LedgerEntry one : findings) {
      best.merge(one.folded(), one, (a, b) -> b.outranks(a) ? b : a);
    }
    List<LedgerEntry> entries = new ArrayList<>(best.size());
    for (LedgerEntry one : best.values()) {
      if (entries.isEmpty() || one.outranks(entries.get(entries.size() - 1))) {
        entries.add(one);
      }
    }
    return entries;
  }

  /**
   * Returns what a score counts or an alert lists of them: the entries, and what stands for itself.
   */
  Set<LedgerEntry> listed() {
    Set<LedgerEntry> listed = new LinkedHashSet<>(entries());
    findings.stream().filter(LedgerEntry::always).forEach(listed::add);
    return listed;
  }

  private boolean isKept(LedgerEntry one) {
    return one.always() || !isExceeded(one, false) || !isExceeded(one, true);
  }

  /** Returns whether another of its batch, before it or after it, is at least as strong. */
  private boolean isExceeded(LedgerEntry one, boolean after) {
    for (LedgerEntry other : findings) {
      if (other.equals(one) || other.folded() != one.folded()) {
        continue;
      }
      boolean dominates =
          other.foldedAt() == one.foldedAt()
              ? other.outranks(one)
              : (other.foldedAt() > one.foldedAt()) == after && other.strength() >= one.strength();
      if (dominates) {
        return true;
      }
    }
    return false;
  }
}

package org.drey.rules.score;

import java.util.Comparator;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.correlate.Finding;

/**
 * A finding as a ledger keeps it: what the fold computes with. What an alert shows of it is kept
 * apart, see {@link EntityEvidence}.
 *
 * @param indicator the indicator
 * @param ruleId the rule that found it
 * @param findingId the finding; {@link #NO_ID} of a benign one, which is never named
 * @param time its time, milliseconds since 1970
 * @param strength strength × quality, at most 0.99
 * @param quality how much of its rule's strength that is, and why
 * @param observed what the rule counted; 0 of a benign one, of which no alert shows it
 * @param events how many events its window has; 0 of a benign one
 * @param expiresAt the time from which it counts no more, {@link Finding#NO_EXPIRY} if it always
 *     does
 * @param always whether it is kept regardless of the rest of its day: its rule is hard or opens an
 *     alert, and an analyst judges each of these for itself
 * @param folded the time as of which it is folded, if what was settled when it came in reaches
 *     beyond its own time; else 0
 * @param shown the events that an alert shows of it
 */
public record LedgerEntry(
    String indicator,
    String ruleId,
    String findingId,
    long time,
    double strength,
    FindingQuality quality,
    long observed,
    int events,
    long expiresAt,
    boolean always,
    long folded,
    EventNumbers shown) {

  static final long DAY = 86_400_000L;

  static final String NO_ID = "";

  /** An entry of which no event is kept. */
  public LedgerEntry(
      String indicator,
      String ruleId,
      String findingId,
      long time,
      double strength,
      FindingQuality quality,
      long observed,
      int events,
      long expiresAt,
      boolean always,
      long folded) {
    this(
        indicator,
        ruleId,
        findingId,
        time,
        strength,
        quality,
        observed,
        events,
        expiresAt,
        always,
        folded,
        EventNumbers.NONE);
  }

  /** The order in which the fold takes entries in. */
  static final Comparator<LedgerEntry> ORDER =
      Comparator.comparingLong(LedgerEntry::foldedAt)
          .thenComparing(LedgerEntry::indicator)
          .thenComparing(LedgerEntry::findingId)
          .thenComparing(LedgerEntry::ruleId);

  long day() {
    return Math.floorDiv(time, DAY);
  }

  /** Returns when the fold takes it in: from then on it exists. */
  public long foldedAt() {
    return folded == 0 ? time : folded;
  }

  /** The same entry, folded as of another time. */
  LedgerEntry foldedAs(long other) {
    return with(time, other, shown);
  }

  /** The same, found at another time. */
  LedgerEntry foundAt(long other) {
    return with(other, folded, shown);
  }

  /** The same, of which an alert shows some events. */
  LedgerEntry showing(EventNumbers events) {
    return with(time, folded, events);
  }

  private LedgerEntry with(long otherTime, long otherFolded, EventNumbers otherShown) {
    return new LedgerEntry(
        indicator,
        ruleId,
        findingId,
        otherTime,
        strength,
        quality,
        observed,
        events,
        expiresAt,
        always,
        otherFolded,
        otherShown);
  }

  /**
   * Returns whether a score at a time may count it. What came in too late to be folded at its own
   * time is there in the moment in which it is folded, even if it has expired by then: no report is
   * lost.
   */
  boolean exists(long at) {
    long from = foldedAt();
    return at >= from && (at == from || expiresAt == Finding.NO_EXPIRY || at < expiresAt);
  }

  /** Returns whether an alert may show events of it: not of a benign one. */
  boolean isShown() {
    return events > 0;
  }

  /**
   * Returns whether it is the same finding, in another version; of benign ones of one time, one
   * counts.
   */
  boolean isSame(LedgerEntry other) {
    return findingId.equals(other.findingId)
        && (!findingId.isEmpty() || (time == other.time && ruleId.equals(other.ruleId)));
  }

  /** Returns whether one rule found both in one day. */
  boolean isOfDay(LedgerEntry other) {
    return day() == other.day() && ruleId.equals(other.ruleId) && indicator.equals(other.indicator);
  }

  /** Returns whether this one is the entry rather than another of the same indicator and day. */
  boolean outranks(LedgerEntry other) {
    if (strength != other.strength) {
      return strength > other.strength;
    }
    if (time != other.time) {
      return time < other.time;
    }
    int id = findingId.compareTo(other.findingId);
    id = id == 0 ? ruleId.compareTo(other.ruleId) : id;
    return id < 0 || (id == 0 && events > other.events);
  }
}

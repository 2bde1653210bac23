package org.drey.rules.score;

import java.util.List;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Seen;

/**
 * The one finding that counts for an indicator and UTC day.
 *
 * @param indicator the indicator
 * @param ruleId the rule that found it
 * @param findingId the finding
 * @param time its time, milliseconds since 1970
 * @param strength strength × quality, at most 0.99
 * @param observed what the rule counted
 * @param events how many events its window has
 * @param seen its events, the completing one first
 * @param linked other entities that it names, as KIND:token
 * @param expiresAt the time from which it counts no more, {@link Finding#NEVER} if it always does
 * @param folded the time as of which it is folded, if what was settled when it came in reaches
 *     beyond its own time; else 0
 */
public record LedgerEntry(
    String indicator,
    String ruleId,
    String findingId,
    long time,
    double strength,
    long observed,
    int events,
    List<Seen> seen,
    List<String> linked,
    long expiresAt,
    long folded) {

  static final long DAY = 86_400_000L;

  /** Ids of its events, the completing one first. */
  public List<String> evidence() {
    return Seen.ids(seen);
  }

  long day() {
    return Math.floorDiv(time, DAY);
  }

  /** When the fold takes it in: from then on it exists. */
  public long foldedAt() {
    return folded == 0 ? time : folded;
  }

  /** The same entry, folded as of another time. */
  LedgerEntry foldedAs(long other) {
    return new LedgerEntry(
        indicator, ruleId, findingId, time, strength, observed, events, seen, linked, expiresAt,
        other);
  }

  /**
   * Whether a score at a time may count it. What came in too late to be folded at its own time is
   * there in the moment in which it is folded, even if it has expired by then: no report is lost.
   */
  boolean exists(long at) {
    long from = foldedAt();
    return at >= from && (at == from || expiresAt == Finding.NEVER || at < expiresAt);
  }

  boolean isOfDay(LedgerEntry other) {
    return indicator.equals(other.indicator) && day() == other.day();
  }

  /** Whether this one is kept rather than another of the same indicator and day. */
  boolean outranks(LedgerEntry other) {
    if (strength != other.strength) {
      return strength > other.strength;
    }
    if (time != other.time) {
      return time < other.time;
    }
    int id = findingId.compareTo(other.findingId);
    return id < 0 || (id == 0 && events > other.events);
  }
}

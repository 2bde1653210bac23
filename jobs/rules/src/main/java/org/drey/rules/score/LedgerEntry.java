package org.drey.rules.score;

import java.util.List;

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
 * @param evidence ids of its events
 * @param linked other entities that it names, as KIND:token
 */
public record LedgerEntry(
    String indicator,
    String ruleId,
    String findingId,
    long time,
    double strength,
    long observed,
    int events,
    List<String> evidence,
    List<String> linked) {

  static final long DAY = 86_400_000L;

  long day() {
    return Math.floorDiv(time, DAY);
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

package org.drey.console.triage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drey.console.index.IndexPosition;
import org.jspecify.annotations.Nullable;

/**
 * A list as it was made: its order stays while an analyst reads, what comes waits.
 *
 * @param after where this page of it begins; null for the first
 * @param soon up to when what is open cannot wait, milliseconds since 1970
 * @param laneRanks of the alerts of young people, which come first
 * @param otherRanks of the others, the most urgent first
 * @param position how far the index was
 * @param moreLane how many alerts of young people there are beyond these
 * @param more how many others there are beyond these
 */
public record ListSnapshot(
    AlertFilter filter,
    @Nullable PageStart after,
    long soon,
    List<AlertRank> laneRanks,
    List<AlertRank> otherRanks,
    IndexPosition position,
    long moreLane,
    long more) {

  /** Ids of the alerts of young people. */
  public List<String> lane() {
    return laneRanks.stream().map(AlertRank::alertId).toList();
  }

  /** Ids of the others. */
  public List<String> ids() {
    return otherRanks.stream().map(AlertRank::alertId).toList();
  }

  /** Ids of all that are listed. */
  public List<String> all() {
    return Stream.concat(laneRanks.stream(), otherRanks.stream()).map(AlertRank::alertId).toList();
  }

  /** The alerts after one of them, in order; none after one that is not listed. */
  public List<String> after(String alertId) {
    List<String> all = all();
    int at = all.indexOf(alertId);
    return at < 0 ? List.of() : all.subList(at + 1, all.size());
  }

  /** Returns where the next page of alerts of young people begins; empty if this is the last. */
  public Optional<PageStart> nextLane() {
    return moreLane <= 0 || laneRanks.isEmpty()
        ? Optional.empty()
        : Optional.of(new PageStart(true, soon, laneRanks.get(laneRanks.size() - 1)));
  }

  /** Returns where the next page of the others begins; empty if this is the last. */
  public Optional<PageStart> next() {
    return more <= 0 || otherRanks.isEmpty()
        ? Optional.empty()
        : Optional.of(new PageStart(false, soon, otherRanks.get(otherRanks.size() - 1)));
  }
}

package org.drey.console.triage;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.explain.ReceiverGroup;
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
 * @param groups of the alerts of young people, those who paid one account, before the others
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
    List<ReceiverGroup> groups,
    long moreLane,
    long more) {

  /**
   * Ids of the alerts of young people: in danger now, then those who paid one account behind that
   * of the account, then the others.
   */
  public List<String> lane() {
    Set<String> lane = new LinkedHashSet<>();
    laneRanks.stream().filter(AlertRank::isNow).forEach(one -> lane.add(one.alertId()));
    for (ReceiverGroup group : groups) {
      lane.add(group.receiver());
      lane.addAll(group.children());
    }
    laneRanks.forEach(one -> lane.add(one.alertId()));
    return List.copyOf(lane);
  }

  /** Ids of the others. */
  public List<String> ids() {
    Set<String> receivers =
        groups.stream().map(ReceiverGroup::receiver).collect(Collectors.toSet());
    return otherRanks.stream()
        .map(AlertRank::alertId)
        .filter(id -> !receivers.contains(id))
        .toList();
  }

  /** Ids of all that are listed. */
  public List<String> all() {
    return Stream.concat(lane().stream(), ids().stream()).toList();
  }

  /** The same list with groups. */
  ListSnapshot grouped(List<ReceiverGroup> together) {
    return new ListSnapshot(
        filter, after, soon, laneRanks, otherRanks, position, together, moreLane, more);
  }

  /** The same list as far as it is not decided. */
  public ListSnapshot without(Collection<String> decided) {
    Set<String> gone = Set.copyOf(decided);
    return new ListSnapshot(
        filter,
        after,
        soon,
        laneRanks.stream().filter(one -> !gone.contains(one.alertId())).toList(),
        otherRanks.stream().filter(one -> !gone.contains(one.alertId())).toList(),
        position,
        groups.stream()
            .filter(one -> !gone.contains(one.receiver()))
            .map(one -> one.without(gone))
            .toList(),
        moreLane,
        more);
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

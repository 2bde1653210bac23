package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/**
 * An alert of a list, with those that are like it in all that a list says.
 *
 * @param alike the others; none has a line of its own
 * @param group the young people of the list who paid the account that it is about; null of others
 * @param isUnder whether it is one of those, under the line of the account
 * @param otherKey those that may be about the same: like it, but with tokens of another version of
 *     the key
 */
public record ListedAlert(
    AlertRow row,
    List<AlertRow> alike,
    @Nullable ReceiverGroup group,
    boolean isUnder,
    List<AlertRow> otherKey) {

  /** A line of an alert that heads no group. */
  ListedAlert(AlertRow row, List<AlertRow> alike, boolean isUnder) {
    this(row, alike, null, isUnder, List.of());
  }

  /**
   * Returns a list: young people in danger now first; then those who paid one account, each group
   * under the line of that account; then the others in their order.
   *
   * @param rows by urgency
   * @param folds whether those that are alike are one line
   */
  public static List<ListedAlert> of(Collection<AlertRow> rows, boolean folds) {
    Map<String, AlertRow> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.put(row.alertId(), row));
    Map<String, List<String>> paid = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.track() == Track.VICTIM && row.priority() != Priority.P0)
        .forEach(row -> paid.put(row.alertId(), row.receivers()));
    List<AlertRow> now = rows.stream().filter(ListedAlert::cannotWait).toList();
    List<ListedAlert> listed = new ArrayList<>(lines(now, false, false));
    Set<String> grouped = now.stream().map(AlertRow::alertId).collect(Collectors.toSet());
    Function<String, AlertRow> row = byId::get;
    for (ReceiverGroup group : ReceiverGroup.of(paid, byId::containsKey)) {
      AlertRow account = row.apply(group.receiver());
      listed.add(new ListedAlert(account, List.of(), group, false, List.of()));
      listed.addAll(lines(group.children().stream().map(row).toList(), folds, true));
      grouped.add(group.receiver());
      grouped.addAll(group.children());
    }
    listed.addAll(
        lines(
            rows.stream().filter(one -> !grouped.contains(one.alertId())).toList(), folds, false));
    return List.copyOf(listed);
  }

  private static boolean cannotWait(AlertRow row) {
    return row.track() == Track.VICTIM && row.priority() == Priority.P0;
  }

  private static List<ListedAlert> lines(List<AlertRow> rows, boolean folds, boolean isUnder) {
    Map<List<String>, List<AlertRow>> said =
        rows.stream().collect(Collectors.groupingBy(AlertRow::said));
    Collection<List<AlertRow>> folded =
        folds
            ? rows.stream()
                .collect(
                    Collectors.groupingBy(
                        AlertRow::likeness, LinkedHashMap::new, Collectors.toList()))
                .values()
            : rows.stream().map(List::of).toList();
    return folded.stream()
        .map(
            like -> {
              AlertRow first = like.get(0);
              List<AlertRow> otherKey =
                  said.getOrDefault(first.said(), List.of()).stream()
                      .filter(first::isOfOtherKey)
                      .toList();
              return new ListedAlert(first, like.subList(1, like.size()), null, isUnder, otherKey);
            })
        .toList();
  }

  /** Returns the first of a list that have so many alerts together. */
  public static List<ListedAlert> first(List<ListedAlert> all, int most) {
    List<ListedAlert> first = new ArrayList<>();
    int left = most;
    for (ListedAlert one : all) {
      if (left <= 0) {
        break;
      }
      List<AlertRow> alike = one.alike().subList(0, Math.min(left - 1, one.alike().size()));
      first.add(new ListedAlert(one.row(), alike, one.group(), one.isUnder(), one.otherKey()));
      left -= alike.size() + 1;
    }
    return List.copyOf(first);
  }

  /** Returns all alerts of a list, in its order. */
  public static List<AlertRow> rows(List<ListedAlert> all) {
    List<AlertRow> rows = new ArrayList<>();
    for (ListedAlert one : all) {
      rows.add(one.row());
      rows.addAll(one.alike());
    }
    return List.copyOf(rows);
  }
}

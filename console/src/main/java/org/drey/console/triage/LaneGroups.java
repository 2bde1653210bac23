package org.drey.console.triage;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.alerts.explain.ReceiverGroup;
import org.drey.console.index.AlertIndex;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Priority;

/** The young people of a list who paid one account, except those who are in danger now. */
final class LaneGroups {
  private LaneGroups() {}

  /**
   * Returns the groups of a list. An account's alert is there if it is on the list; on a list of
   * all that is open also if it would come on a later page.
   */
  static List<ReceiverGroup> of(
      AlertIndex index, ListSnapshot list, AlertFilter.FilterContext around) {
    List<String> lane = list.laneRanks().stream().map(AlertRank::alertId).toList();
    Map<String, Alert> children = index.alerts(lane);
    Map<String, List<String>> paid = new LinkedHashMap<>();
    for (String id : lane) {
      Alert child = children.get(id);
      if (child != null && child.getPriority() != Priority.P0) {
        paid.put(id, ReceiverGroup.receivers(child));
      }
    }
    Set<String> there =
        list.otherRanks().stream().map(AlertRank::alertId).collect(Collectors.toSet());
    if (list.filter().equals(AlertFilter.OPEN)) {
      there.addAll(open(index, paid));
      around.decided().forEach(there::remove);
    }
    return ReceiverGroup.of(paid, there::contains);
  }

  private static Set<String> open(AlertIndex index, Map<String, List<String>> paid) {
    Set<String> receivers = new HashSet<>();
    paid.values().forEach(receivers::addAll);
    return index.alerts(receivers).values().stream()
        .filter(alert -> alert.getState() == AlertState.OPEN)
        .map(Alert::getAlertId)
        .collect(Collectors.toSet());
  }
}

package org.drey.console.view;

import java.util.ArrayList;
import java.util.List;
import org.drey.console.triage.AlertFilter;
import org.drey.console.triage.ListSnapshot;
import org.drey.console.triage.WaitingAlerts;

/**
 * A line above a list on what waits while the list stays as it is.
 *
 * @param words empty if nothing waits
 * @param address of the list, made again
 */
public record NewerView(String words, String address) {
  /** The line if there is no list. */
  public static final NewerView NOTHING = new NewerView("", "/");

  /** The view of a list. */
  public static NewerView of(WaitingAlerts waiting, ListSnapshot list) {
    List<String> words = new ArrayList<>();
    if (waiting.newer() > 0) {
      words.add(waiting.newer() + " newer");
    }
    if (waiting.urgent() > 0) {
      words.add(waiting.urgent() + " more urgent");
    }
    if (waiting.done() > 0) {
      words.add(
          waiting.done() + (list.filter().equals(AlertFilter.OPEN) ? " closed" : " no longer fit"));
    }
    return new NewerView(String.join(", ", words), ListAddresses.newer(list.filter()));
  }
}

package org.drey.console.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drey.console.index.Position;

/**
 * A list as it was made: its order stays while an analyst reads, what comes waits.
 *
 * @param lane ids of the alerts of young people, which come first
 * @param ids of the others, the most urgent first
 * @param position how far the index was
 * @param more how many there are beyond these
 * @param urgency of each alert, as the index has it: the most urgent lowest
 */
public record Snapshot(
    Filter filter,
    List<String> lane,
    List<String> ids,
    Position position,
    long more,
    Map<String, Integer> urgency) {

  /** The alert after one of them; empty after the last, or after one that is not listed. */
  public Optional<String> after(String alertId) {
    List<String> all = new ArrayList<>(lane);
    all.addAll(ids);
    int at = all.indexOf(alertId);
    return at < 0 || at + 1 >= all.size() ? Optional.empty() : Optional.of(all.get(at + 1));
  }
}

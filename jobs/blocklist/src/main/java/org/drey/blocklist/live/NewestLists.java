package org.drey.blocklist.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.drey.blocklist.publish.Manifest;
import org.jspecify.annotations.Nullable;

/** Of each list the announcement with the highest sequence that was accepted. */
final class NewestLists {
  private final Map<String, Manifest> newest = new HashMap<>();
  private final WantedLists wanted;
  private final ListAlarms alarms;

  /**
   * None yet.
   *
   * @param wanted is given what is accepted
   * @param alarms of a list end with what is accepted of it
   */
  NewestLists(WantedLists wanted, ListAlarms alarms) {
    this.wanted = wanted;
    this.alarms = alarms;
  }

  /** The newest of a list; null if there is none. */
  @Nullable Manifest of(String listId) {
    return newest.get(listId);
  }

  boolean has(String listId) {
    return newest.containsKey(listId);
  }

  /** The lists of which there is one. */
  Set<String> ids() {
    return Set.copyOf(newest.keySet());
  }

  /** From now on the newest of its list. */
  void accept(Manifest manifest) {
    newest.put(manifest.listId(), manifest);
    wanted.want(manifest);
    alarms.clear(manifest.listId());
  }
}

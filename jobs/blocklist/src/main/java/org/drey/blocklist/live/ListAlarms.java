package org.drey.blocklist.live;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Alarms on what was refused, by reason, and on the lists in doubt for it: what is in force of them
 * may not be the newest. What a topic brought is there for a moment, so a list is in doubt for it
 * until it is announced again; what the folder has is looked at again, and is a problem as long as
 * it is there. Written by one thread; the counts may be read by any.
 */
final class ListAlarms {
  /** Instead of a list's id, where it is unknown which one was meant. */
  private static final String ANY = "";

  /** Settled as soon as what is in force is announced after them, be it once more. */
  private static final Set<Refusal> SETTLED_BY_REPEAT =
      EnumSet.complementOf(
          EnumSet.of(Refusal.CONFLICT, Refusal.UNUSABLE_FILES, Refusal.CHANGED_FILES));

  private final Map<Refusal, Long> counts = new ConcurrentHashMap<>();
  private final SortedMap<String, Map<Refusal, String>> raised = new TreeMap<>();
  private final SortedMap<String, Map<Refusal, String>> inFolder = new TreeMap<>();

  /**
   * Something was refused.
   *
   * @param listId a list that is in force or wanted; null if it is not known which is meant
   * @param what is wrong; nothing in it comes from outside unchecked
   */
  void raise(@Nullable String listId, Refusal reason, String what) {
    note(raised, listId == null ? ANY : listId, reason, what);
  }

  /** As {@link #raise}, of what the folder has, until {@link #lookAgain}. */
  void raiseInFolder(String listId, Refusal reason, String what) {
    note(inFolder, listId, reason, what);
  }

  private void note(
      Map<String, Map<Refusal, String>> alarms, String id, Refusal reason, String what) {
    countOnly(reason);
    alarms.computeIfAbsent(id, key -> new EnumMap<>(Refusal.class)).put(reason, what);
  }

  /** As {@link #raise}, of something that puts no list in doubt that is in force or wanted. */
  void countOnly(Refusal reason) {
    counts.merge(reason, 1L, Long::sum);
  }

  /** The folder is looked at again for a list. */
  void lookAgain(String listId) {
    inFolder.remove(listId);
  }

  /** A list was announced again; what is wrong with its files holds until they are sound. */
  void clear(String listId) {
    clearOnRepeat(listId);
    clear(listId, Refusal.CONFLICT);
  }

  /**
   * Clears doubts: the version in force was announced again, which says nothing against another of
   * its sequence.
   */
  void clearOnRepeat(String listId) {
    raised.remove(ANY);
    SETTLED_BY_REPEAT.forEach(reason -> clear(listId, reason));
  }

  /** One reason holds no longer. */
  void clear(String listId, Refusal reason) {
    Map<Refusal, String> reasons = raised.get(listId);
    if (reasons != null && reasons.remove(reason) != null && reasons.isEmpty()) {
      raised.remove(listId);
    }
  }

  /** Returns whether what is in force of a list may not be the newest. */
  boolean isRaised(String listId) {
    return raised.containsKey(listId) || inFolder.containsKey(listId) || raised.containsKey(ANY);
  }

  /** Returns what is wrong, a sentence for each list and reason; names no entry. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Map<String, Map<Refusal, String>> alarms : List.of(raised, inFolder)) {
      alarms.forEach(
          (id, reasons) ->
              reasons
                  .values()
                  .forEach(
                      what -> problems.add(id.equals(ANY) ? what : "list " + id + ": " + what)));
    }
    return List.copyOf(problems);
  }

  /** Returns how often something was refused for a reason. */
  long count(Refusal reason) {
    return counts.getOrDefault(reason, 0L);
  }
}

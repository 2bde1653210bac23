package org.drey.streaming.lists;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.drey.blocklist.publish.Announcement.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was refused, by reason, and which lists are in doubt for it: what is in force of them may
 * not be the newest. A list is in doubt until it is announced anew. Written by one thread; the
 * counts may be read by any.
 */
final class ListAlarms {
  private static final Logger LOG = LoggerFactory.getLogger(ListAlarms.class);

  /** Instead of a list's id: nobody can tell which one was meant. */
  private static final String ANY = "";

  /** Settled as soon as what is in force is announced after them, be it once more. */
  private static final Set<Refusal> SETTLED_BY_REPEAT =
      EnumSet.complementOf(
          EnumSet.of(Refusal.CONFLICT, Refusal.UNUSABLE_FILES, Refusal.CHANGED_FILES));

  private final LongSupplier nanos;
  private final Map<Refusal, AtomicLong> counts = new EnumMap<>(Refusal.class);
  private final Map<String, Set<Refusal>> raised = new HashMap<>();
  private final Seldom seldom = new Seldom();

  /**
   * Without any.
   *
   * @param nanos a clock such as {@link System#nanoTime}
   */
  ListAlarms(LongSupplier nanos) {
    this.nanos = nanos;
    for (Refusal reason : Refusal.values()) {
      counts.put(reason, new AtomicLong());
    }
  }

  /**
   * Something was refused. Said in the log at most once a minute for a list and reason.
   *
   * @param listId a list that is in force or wanted; null if it is not known which is meant
   * @param what was refused, and where it is; nothing in it comes from outside unchecked
   */
  void raise(@Nullable String listId, Refusal reason, String what) {
    String id = listId == null ? ANY : listId;
    counts.get(reason).incrementAndGet();
    raised.computeIfAbsent(id, key -> EnumSet.noneOf(Refusal.class)).add(reason);
    if (seldom.isDue(id + " " + reason, Duration.ofNanos(nanos.getAsLong()).toMillis())) {
      LOG.warn("{} is refused: {}. The last good version stays in force", what, reason.words());
    }
  }

  /** As {@link #raise}, of something that puts no list in doubt that is in force or wanted. */
  void countOnly(Refusal reason, String what) {
    counts.get(reason).incrementAndGet();
    if (seldom.isDue("no list " + reason, Duration.ofNanos(nanos.getAsLong()).toMillis())) {
      LOG.warn("{}, of no list that is followed, is left out: {}", what, reason.words());
    }
  }

  /** A list was announced anew; what is wrong with its files holds until they are sound. */
  void clear(String listId) {
    clearOnRepeat(listId);
    clear(listId, Refusal.CONFLICT);
  }

  /** What is in force was announced again, which says nothing against another of its sequence. */
  void clearOnRepeat(String listId) {
    raised.remove(ANY);
    SETTLED_BY_REPEAT.forEach(reason -> clear(listId, reason));
  }

  /** One reason holds no longer. */
  void clear(String listId, Refusal reason) {
    Set<Refusal> reasons = raised.get(listId);
    if (reasons != null && reasons.remove(reason) && reasons.isEmpty()) {
      raised.remove(listId);
    }
  }

  /** Whether what is in force of a list may not be the newest. */
  boolean isRaised(String listId) {
    return raised.containsKey(listId) || raised.containsKey(ANY);
  }

  /** How often something was refused for a reason. */
  long count(Refusal reason) {
    return counts.get(reason).get();
  }
}

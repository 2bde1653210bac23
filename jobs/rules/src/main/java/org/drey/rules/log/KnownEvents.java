package org.drey.rules.log;

import org.drey.rules.schema.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an index's events, so that each counts once, regardless of the time its copies state.
 * Of two events whose keys are the same the later one is known.
 */
final class KnownEvents {
  private final LogStore store;

  KnownEvents(LogStore store) {
    this.store = store;
  }

  /** The time of an event, in milliseconds since 1970; null if it is not known. */
  @Nullable Long time(EventId event) {
    return store.events().get(key(event));
  }

  void add(LoggedEvent one) {
    store.events().put(key(one.event()), one.time());
  }

  void remove(LoggedEvent one) {
    store.events().put(key(one.event()), null);
  }

  private static long key(EventId event) {
    return FnvHash.of(event.eventId(), event.provider());
  }
}

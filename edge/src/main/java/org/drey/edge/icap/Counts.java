package org.drey.edge.icap;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.drey.blocklist.MatchKind;

/** What happened, in numbers only. Safe to share between threads. */
public final class Counts {

  /** Why a request passed undecided, or without its decision. */
  public enum OpenReason {
    /** No list has been loaded. */
    NO_LIST,
    /** The decision, or the request itself, took too long. */
    DEADLINE,
    /** There was no room for its connection or for its decision. */
    TURNED_AWAY,
    /** Its client came from an address that may not ask. */
    NOT_ALLOWED,
    /** Its client could not be served for want of a file, a thread or memory. */
    LIMIT,
    /** Its client ended the connection before it had the answer. */
    HUNG_UP,
    /** The decision failed, or the request was not understood. */
    ERROR
  }

  /** What happens to connections and requests. */
  public enum Event {
    /** A request that was read up to its body, of any kind. */
    REQUEST,
    /** A request that was let pass by an answer. */
    PASSED,
    /** A request that was not understood. */
    MALFORMED,
    /** A connection that was turned away, as all others were waiting for decisions. */
    TURNED_AWAY,
    /** A connection that was ended to make room for another. */
    MADE_ROOM,
    /** A connection from an address that may not ask. */
    NOT_ALLOWED,
    /** A connection that was ended, as its client did not take a reply in time. */
    UNREAD
  }

  private final Map<Event, LongAdder> events = adders(Event.class);
  private final Map<MatchKind, LongAdder> blocked = adders(MatchKind.class);
  private final Map<OpenReason, LongAdder> open = adders(OpenReason.class);

  /** Everything at zero. */
  public Counts() {}

  void count(Event event) {
    add(events, event);
  }

  void countBlocked(MatchKind kind) {
    add(blocked, kind);
  }

  void countOpen(OpenReason reason) {
    add(open, reason);
  }

  /** How often so far. */
  public long of(Event event) {
    return sum(events, event);
  }

  /** How many requests were blocked by entries of a kind. */
  public long blocked(MatchKind kind) {
    return sum(blocked, kind);
  }

  /** How many requests passed undecided for a reason. */
  public long open(OpenReason reason) {
    return sum(open, reason);
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E one : type.getEnumConstants()) {
      adders.put(one, new LongAdder());
    }
    return adders;
  }

  private static <E> void add(Map<E, LongAdder> adders, E one) {
    LongAdder adder = adders.get(one);
    if (adder != null) {
      adder.increment();
    }
  }

  private static <E> long sum(Map<E, LongAdder> adders, E one) {
    LongAdder adder = adders.get(one);
    return adder == null ? 0 : adder.sum();
  }
}

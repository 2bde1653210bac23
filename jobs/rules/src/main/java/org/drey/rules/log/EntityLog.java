package org.drey.rules.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.drey.rules.event.EntityKey;
import org.drey.rules.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The log of one entity during one step: its observations by time, those of equal times by event,
 * found by rank or time. The newest few are in the head, so that most entities are one value, and
 * one more event touches the head and little else; older ones are in chunks of an {@link Index}.
 *
 * <p>Besides, the head keeps what the reader of the log asks it to: which observations have to be
 * looked at again, and where the counts of a view begin. Nothing is written before {@link #close}.
 */
public final class EntityLog {
  private final EntityKey entity;
  private final LogStore store;
  private final Ends ends;
  private final Sizes sizes;
  private final Head head;
  private final Index index;
  private final List<Observation> tail;

  private EntityLog(EntityKey entity, LogStore store, Ends ends, Sizes sizes) {
    this.entity = entity;
    this.store = store;
    this.ends = ends;
    this.sizes = sizes;
    this.head = Head.decode(entity, store.head());
    this.index = new Index(entity, store, ends, sizes, head.root, head.height, head.next);
    this.tail = head.tail.observations;
  }

  /** Reads the head of an entity's log. */
  public static EntityLog open(EntityKey entity, LogStore store, Ends ends, Sizes sizes) {
    return new EntityLog(entity, store, ends, sizes);
  }

  public EntityKey entity() {
    return entity;
  }

  public int size() {
    return index.size() + tail.size();
  }

  public Observation get(int rank) {
    int older = index.size();
    return rank < older ? index.get(rank) : tail.get(rank - older);
  }

  /** The rank of the first observation that is later than a time; the size if none is. */
  public int firstAfter(long time) {
    boolean inTail = !tail.isEmpty() && tail.get(0).time() <= time;
    return inTail || head.newestIndexed <= time
        ? index.size() + head.tail.until(time)
        : index.firstAfter(time);
  }

  /** Whether what is later than a time is all in the head. */
  public boolean isInHead(long time) {
    return index.height() == 0 || head.newestIndexed <= time;
  }

  /** Whether no other observation is as late. */
  public boolean isNewest(int rank) {
    return rank == size() - 1 && (rank == 0 || get(rank - 1).time() < get(rank).time());
  }

  /** The rank of an event, whatever time its copy states; -1 if the log does not have it. */
  public int find(EventId event) {
    for (int i = 0; i < tail.size(); i++) {
      if (tail.get(i).event().equals(event)) {
        return index.size() + i;
      }
    }
    byte[] known = index.height() == 0 ? null : store.get(key(event));
    if (known == null) {
      return -1;
    }
    int rank = rankOf(new ByteReader(known).readSigned(), event);
    return rank < size() && get(rank).event().equals(event) ? rank : -1;
  }

  /** The rank of the first observation that is not before an event of a time. */
  private int rankOf(long time, EventId event) {
    int low = firstAfter(time - 1);
    int high = firstAfter(time);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle).event().compareTo(event) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds an observation and returns its rank. */
  public int insert(Observation observation) {
    int rank = rankOf(observation.time(), observation.event());
    if (rank < index.size()) {
      addToIndex(rank, observation);
      return rank;
    }
    tail.add(rank - index.size(), observation);
    if (tail.size() > sizes.head()) {
      List<Observation> moved = tail.subList(0, sizes.moved());
      moved.forEach(one -> addToIndex(index.size(), one));
      moved.clear();
    }
    return rank;
  }

  private void addToIndex(int rank, Observation observation) {
    index.add(rank, observation);
    head.newestIndexed = Math.max(head.newestIndexed, observation.time());
    store.put(key(observation.event()), new ByteWriter().writeSigned(observation.time()).toBytes());
  }

  /** Puts another version of an observation, of the same time, in its place. */
  public void replace(int rank, Observation observation) {
    int older = index.size();
    if (rank < older) {
      index.replace(rank, observation);
    } else {
      tail.set(rank - older, observation);
    }
  }

  /** Removes an observation. */
  public void remove(int rank) {
    int older = index.size();
    if (rank < older) {
      store.put(key(index.get(rank).event()), null);
      index.remove(rank);
    } else {
      tail.remove(rank - older);
    }
  }

  /**
   * Removes what has ended.
   *
   * @param until nothing later than this goes, because something waits for it
   * @param most about how many observations to look at
   * @param gone what is handed each one that goes
   */
  public void expire(long clock, long until, int most, Consumer<Observation> gone) {
    index.expire(
        clock,
        until,
        most,
        one -> {
          store.put(key(one.event()), null);
          gone.accept(one);
        });
    for (Iterator<Observation> all = tail.iterator(); all.hasNext(); ) {
      Observation one = all.next();
      if (one.time() <= until && ends.of(one) <= clock) {
        all.remove();
        gone.accept(one);
      }
    }
  }

  /** When to look for an observation that ends, {@link Long#MAX_VALUE} for never. */
  public long look(Observation observation) {
    return ends.look(observation);
  }

  /** When to look for the first observation that ends, {@link Long#MAX_VALUE} for never. */
  public long nextEnd() {
    long next = index.nextLook();
    for (Observation one : tail) {
      next = Math.min(next, ends.look(one));
    }
    return next;
  }

  // --- what the reader of the log has it keep ---

  /** When the entity is to be looked at, {@link Long#MAX_VALUE} for never. */
  public long timer() {
    return head.timer;
  }

  public void setTimer(long time) {
    head.timer = time;
  }

  /** The first time that a rule has to look at again, {@link Long#MAX_VALUE} for none. */
  public long firstUnsettled(long rule) {
    return head.unsettled.getOrDefault(rule, List.of()).stream()
        .mapToLong(Unsettled::from)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Adds to what a rule has to look at again. */
  public void addUnsettled(long rule, Unsettled span) {
    head.unsettled.put(rule, Unsettled.add(head.unsettled.getOrDefault(rule, List.of()), span));
  }

  /** Takes out what a rule has to look at by a clock, the earliest times first. */
  public List<Unsettled> takeDue(long rule, long clock) {
    List<Unsettled> spans = head.unsettled.getOrDefault(rule, List.of());
    List<Unsettled> due =
        spans.stream()
            .filter(span -> span.due() <= clock)
            .sorted(Comparator.comparingLong(Unsettled::from))
            .toList();
    if (!due.isEmpty()) {
      List<Unsettled> rest = new ArrayList<>(spans);
      rest.removeAll(due);
      if (rest.isEmpty()) {
        head.unsettled.remove(rule);
      } else {
        head.unsettled.put(rule, rest);
      }
    }
    return due;
  }

  /** When the first rule has to look at something again, {@link Long#MAX_VALUE} for never. */
  public long nextDue() {
    return head.unsettled.values().stream()
        .flatMap(List::stream)
        .mapToLong(Unsettled::due)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** By the number of kept counts which observations they are of. */
  public Map<Long, Edge> edges() {
    return head.edges;
  }

  /** The count of a view that has one group only, null for none. */
  public byte @Nullable [] count(long view) {
    return head.counts.get(view);
  }

  /** Keeps the count of a view that has one group only, null for none. */
  public void putCount(long view, byte @Nullable [] count) {
    if (count == null) {
      head.counts.remove(view);
    } else {
      head.counts.put(view, count);
    }
  }

  /** Where further counts are kept. */
  public LogStore store() {
    return store;
  }

  /**
   * Forgets what is kept for rules and counts that are no more.
   *
   * @return whether there was any
   */
  public boolean keepOnly(Set<Long> rules, Set<Long> counts, LongConsumer forget) {
    boolean any = head.unsettled.keySet().retainAll(rules);
    for (long number : List.copyOf(head.edges.keySet())) {
      if (!counts.contains(number)) {
        head.edges.remove(number);
        head.counts.remove(number);
        forget.accept(number);
        any = true;
      }
    }
    return any;
  }

  /** Writes what the step has changed. */
  public void close() {
    index.write();
    if (size() == 0) {
      store.putHead(null);
      return;
    }
    head.root = index.root();
    head.height = index.height();
    head.next = index.next();
    store.putHead(head.encode(entity));
  }

  private static String key(EventId event) {
    return "i" + Long.toString(hash(event), Character.MAX_RADIX);
  }

  /** FNV-1a; of two events with one hash the later one is remembered. */
  private static long hash(EventId event) {
    long hash = 0xcbf29ce484222325L;
    for (String part : List.of(event.eventId(), event.provider())) {
      for (int i = 0; i < part.length(); i++) {
        hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
      }
      hash = (hash ^ 0xFFFF) * 0x100000001b3L;
    }
    return hash;
  }
}

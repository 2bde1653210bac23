package org.drey.rules.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * The log of one entity during one step: its observations by time, those of equal times by event,
 * found by time. The newest few are in the head, so that most entities are one value, and one more
 * event touches the head and little else; older ones are in chunks of an {@link LogIndex}.
 *
 * <p>An observation has a place. Places have the order of their observations; they are good until
 * one is added, and those before one that is removed stay good.
 *
 * <p>Besides, the head keeps the {@link HeadNotes} of the log's reader. Nothing is written before
 * {@link #close}, and nothing at all if the step fails.
 */
public final class EntityLog {
  private final EntityKey entity;
  private final LogStore store;
  private final ObservationEnds ends;
  private final LogSizes sizes;
  private final LogHead head;
  private final LogParts parts;
  private final LogIndex index;
  private final List<LoggedEvent> tail;
  private final WorkBudget work = new WorkBudget();

  /** The head as it is in state. */
  private final byte @Nullable [] stored;

  /**
   * The times of the index's events, so that each counts once, regardless of the time its copies
   * state. Of two events whose keys are the same the later one is known.
   */
  private final Changes<Long, Long> known;

  private final Changes<String, byte[]> counts;

  /** Counts that begin so are removed. */
  private final List<String> removedCounts = new ArrayList<>();

  /**
   * Values that are not written yet.
   *
   * @param values by key; null for what is removed
   */
  private record Changes<K, V>(LogStore.Values<K, V> state, Map<K, @Nullable V> values) {
    Changes(LogStore.Values<K, V> state) {
      this(state, new HashMap<>());
    }

    @Nullable V get(K key) {
      return values.containsKey(key) ? values.get(key) : state.get(key);
    }

    void put(K key, @Nullable V value) {
      values.put(key, value);
    }

    void write() {
      if (!values.isEmpty()) {
        state.putAll(values);
      }
    }
  }

  private EntityLog(
      EntityKey entity, LogStore store, ObservationEnds ends, LogSizes sizes, PartCache cache) {
    this.entity = entity;
    this.store = store;
    this.ends = ends;
    this.sizes = sizes;
    this.stored = store.head();
    this.head = LogHead.decode(entity, stored);
    this.parts = new LogParts(entity, store, ends, cache, head.next, work);
    this.index = new LogIndex(parts, sizes, parts.root(head.root, head.rootRefs), head.height);
    this.known = new Changes<>(store.events());
    this.counts = new Changes<>(store.counts());
    this.tail = head.tail.observations;
  }

  /** Reads the head of an entity's log. */
  public static EntityLog open(
      EntityKey entity, LogStore store, ObservationEnds ends, LogSizes sizes, PartCache cache) {
    return new EntityLog(entity, store, ends, sizes, cache);
  }

  public EntityKey entity() {
    return entity;
  }

  /** Returns how many observations there are. */
  public int size() {
    return head.indexed + tail.size();
  }

  /** The place of the first observation; the end if there is none. */
  public long begin() {
    return index.begin();
  }

  /** The place after the last observation. */
  public long end() {
    return LogIndex.END + tail.size();
  }

  /** The place after one. */
  public long next(long place) {
    work.spend(WorkBudget.STEP);
    return place < LogIndex.END ? index.next(place) : place + 1;
  }

  /** The place before one, which is not the first. */
  public long previous(long place) {
    work.spend(WorkBudget.STEP);
    return place > LogIndex.END ? place - 1 : index.previous(place);
  }

  /** The observation of a place. */
  public LoggedEvent get(long place) {
    return place < LogIndex.END ? index.get(place) : tail.get((int) (place - LogIndex.END));
  }

  /** The place of the first observation that is later than a time; the end if none is. */
  public long firstAfter(long time) {
    boolean inTail = !tail.isEmpty() && tail.get(0).time() <= time;
    return inTail || head.newestIndexed <= time
        ? LogIndex.END + head.tail.until(time)
        : index.firstAfter(time);
  }

  /** The place of the first observation that is after a point; the end if none is. */
  public long firstAfter(LogPoint point) {
    if (point.event() == null) {
      return firstAfter(point.time());
    }
    long place = from(point.time(), point.event());
    return place < end() && !point.isBefore(get(place)) ? next(place) : place;
  }

  /** The place of the first observation that is not before an event of a time. */
  private long from(long time, EventId event) {
    long low = firstAfter(time - 1);
    long high = firstAfter(time);
    while (low < high) {
      long number = (low + high) >>> 1;
      long middle = number < LogIndex.END ? index.floor(number) : number;
      if (get(middle).event().compareTo(event) < 0) {
        low = next(middle);
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns whether what is later than a time is all in the head. */
  public boolean isInHead(long time) {
    return index.height() == 0 || head.newestIndexed <= time;
  }

  /** Returns whether no other observation is later. */
  public boolean isNewest(long place) {
    return get(previous(end())).time() == get(place).time();
  }

  /**
   * The place of an event, regardless of the time its copy states; -1 if the log does not have it.
   */
  public long find(EventId event) {
    for (int i = 0; i < tail.size(); i++) {
      if (tail.get(i).event().equals(event)) {
        return LogIndex.END + i;
      }
    }
    Long time = index.height() == 0 ? null : known.get(key(event));
    if (time == null) {
      return -1;
    }
    long place = from(time, event);
    return place < end() && get(place).event().equals(event) ? place : -1;
  }

  /** Adds an observation and returns its place. */
  public long insert(LoggedEvent observation) {
    long place = from(observation.time(), observation.event());
    if (place < LogIndex.END) {
      long added = addToIndex(place, observation);
      return added < 0 ? from(observation.time(), observation.event()) : added;
    }
    int at = (int) (place - LogIndex.END);
    tail.add(at, observation);
    if (tail.size() <= (index.height() == 0 ? sizes.head() : sizes.busyHead())) {
      return place;
    }
    List<LoggedEvent> moved = tail.subList(0, sizes.moved());
    moved.forEach(one -> addToIndex(LogIndex.END, one));
    moved.clear();
    return at < sizes.moved()
        ? from(observation.time(), observation.event())
        : place - sizes.moved();
  }

  private long addToIndex(long place, LoggedEvent observation) {
    head.indexed++;
    head.newestIndexed = Math.max(head.newestIndexed, observation.time());
    known.put(key(observation.event()), observation.time());
    return index.add(place, observation);
  }

  /** Puts another version of an observation, of the same time, in its place. */
  public void replace(long place, LoggedEvent observation) {
    work.spend(WorkBudget.REPLACE);
    if (place < LogIndex.END) {
      index.replace(place, observation);
    } else {
      tail.set((int) (place - LogIndex.END), observation);
    }
  }

  /** Removes an observation. */
  public void remove(long place) {
    if (place < LogIndex.END) {
      goneFromIndex(index.get(place));
      index.remove(place);
    } else {
      tail.remove((int) (place - LogIndex.END));
    }
  }

  /**
   * Removes what has ended, as far as there is work left.
   *
   * @param until nothing later than this goes, because something waits for it
   * @param gone what is handed each one that goes
   */
  public void expire(long clock, long until, Consumer<LoggedEvent> gone) {
    Consumer<LoggedEvent> goneFromIndex = gone.andThen(this::goneFromIndex);
    index.expire(new EndedObservations(ends, clock, until, goneFromIndex), work);
    tail.removeIf(new EndedObservations(ends, clock, until, gone));
  }

  private void goneFromIndex(LoggedEvent observation) {
    work.spend(WorkBudget.REMOVE);
    known.put(key(observation.event()), null);
    head.indexed--;
  }

  private static long key(EventId event) {
    return FnvHash.of(event.eventId(), event.provider());
  }

  /** Returns when an observation matters no more, {@link Long#MAX_VALUE} for never. */
  public long end(LoggedEvent observation) {
    return ends.of(observation);
  }

  /** Returns when to look for the first observation that ends, {@link Long#MAX_VALUE} for never. */
  public long nextEnd() {
    return Math.min(index.nextLook(), head.tail.nextLook(ends));
  }

  /** Returns what the reader of the log has it keep. */
  public HeadNotes notes() {
    return head.notes;
  }

  /** Returns what this call has done so far. */
  public WorkBudget work() {
    return work;
  }

  /** A count that is not in the head, null if there is none. */
  public byte @Nullable [] count(String key) {
    return counts.get(key);
  }

  /** Keeps a count beside the head, null for none. */
  public void putCount(String key, byte @Nullable [] count) {
    counts.put(key, count);
  }

  /** Removes all counts whose keys begin so, of which this step asks for none. */
  public void removeCounts(String prefix) {
    removedCounts.add(prefix);
  }

  /**
   * Writes what the step has changed, when all of it is bytes: what cannot be is not half there.
   */
  public void close() {
    head.root = index.root();
    head.height = index.height();
    head.rootRefs = head.height == 0 ? List.of() : parts.node(head.root).refs;
    Map<Integer, byte @Nullable []> changed = parts.encode(head.root);
    head.next = parts.next();
    byte[] next = size() == 0 ? null : head.encode(entity);
    if (!changed.isEmpty()) {
      store.parts().putAll(changed);
    }
    removedCounts.forEach(store::removeCounts);
    known.write();
    counts.write();
    if (!Arrays.equals(next, stored)) {
      store.putHead(next);
    }
    store.putSize(size(), next == null ? 0 : next.length + head.indexedBytes(sizes.chunk()));
    parts.remember();
  }

  /**
   * The head of a log, which every step of an entity reads: the newest observations, and where all
   * else is.
   */
  private static final class LogHead {
    private static final int VERSION = 2;

    /** About how many bytes most have besides their observations. */
    private static final int OTHER_BYTES = 128;

    /** The key and the time of an event that is in a chunk. */
    private static final int KNOWN_BYTES = 16;

    /** The time of the newest observation that the index has had. */
    long newestIndexed = Long.MIN_VALUE;

    /** The number of observations in the index. */
    int indexed;

    int height;
    int next;

    /** The number of the uppermost node of the index, which is here and no part of its own. */
    int root;

    List<PartReference> rootRefs = List.of();

    final HeadNotes notes = new HeadNotes();

    LogChunk tail = new LogChunk(-1, List.of());

    /** The tail as it was written. */
    private ChunkCodec.@Nullable EncodedChunk written;

    static LogHead decode(EntityKey entity, byte @Nullable [] bytes) {
      LogHead head = new LogHead();
      if (bytes == null) {
        return head;
      }
      ByteReader in = new ByteReader(bytes);
      in.checkVersion(VERSION);
      head.height = in.readInt();
      if (head.height > 0) {
        head.newestIndexed = in.readFixed();
        head.indexed = in.readInt();
        head.next = in.readInt();
        head.root = in.readInt();
        head.rootRefs = IndexNode.read(in);
      }
      head.notes.read(in);
      head.tail = new LogChunk(-1, ChunkCodec.decode(entity, in.readBytes()));
      return head;
    }

    byte[] encode(EntityKey entity) {
      ChunkCodec.EncodedChunk encoded = ChunkCodec.encode(entity, tail.observations);
      ByteWriter newest = encoded.bytes();
      written = encoded;
      ByteWriter out =
          new ByteWriter(newest.size() + OTHER_BYTES).writeByte(VERSION).writeLong(height);
      if (height > 0) {
        out.writeFixed(newestIndexed).writeLong(indexed).writeLong(next).writeLong(root);
        IndexNode.write(rootRefs, out);
      }
      notes.write(out);
      return out.writeBytes(newest).toBytes();
    }

    /**
     * About how many bytes the index takes, if its events are like the newest.
     *
     * @param chunk how many of them share a chunk
     */
    long indexedBytes(int chunk) {
      int each = ChunkCodec.BYTES;
      if (tail.size() > 0 && written != null) {
        int own = written.bytes().size() - written.shared();
        each = own / tail.size() + written.shared() / chunk;
      }
      return (long) indexed * (each + KNOWN_BYTES);
    }
  }
}

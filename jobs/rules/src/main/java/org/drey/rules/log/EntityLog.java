package org.drey.rules.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * The log of one entity during one step: its observations by time, those of equal times by event,
 * each at its rank. The newest few are in the head, so that most entities are one value; older ones
 * are in chunks, which the head lists and which are read when they are needed.
 *
 * <p>Besides, the head has when to look at the entity, and what waits to be looked at. Nothing is
 * written before {@link #close}, and nothing at all if the step fails.
 */
public final class EntityLog {
  private static final int VERSION = 3;

  /** About how many bytes a head has besides its observations, and for each chunk. */
  private static final int OTHER_BYTES = 64;

  private static final int CHUNK_BYTES = 24;

  /** The key and the time of an event that is in a chunk. */
  private static final int KNOWN_BYTES = 16;

  private final EntityKey entity;
  private final LogStore store;
  private final ObservationEnds ends;
  private final LogSizes sizes;
  private final ChunkCache cache;

  /** The head as it is in state. */
  private final byte @Nullable [] stored;

  private final List<LogChunk> chunks = new ArrayList<>();

  /** The rank of the first observation of each chunk, and of the head. */
  private int[] begins = {0};

  private final List<LoggedEvent> head;
  private final PendingSpans waiting = new PendingSpans();
  private long timer = Long.MAX_VALUE;
  private int nextNumber;

  /** The chunk that was asked for last. */
  private int at;

  /** The numbers of chunks that are no more. */
  private final List<Integer> removed = new ArrayList<>();

  /**
   * The times of the chunks' events, null for what is removed; so that each counts once, regardless
   * of the time its copies state. Of two events whose keys are the same the later one is known.
   */
  private final Map<Long, @Nullable Long> known = new HashMap<>();

  private EntityLog(
      EntityKey entity, LogStore store, ObservationEnds ends, LogSizes sizes, ChunkCache cache) {
    this.entity = entity;
    this.store = store;
    this.ends = ends;
    this.sizes = sizes;
    this.cache = cache;
    this.stored = store.head();
    this.head = stored == null ? new ArrayList<>() : read(new ByteReader(stored));
    count();
  }

  /** Reads the head of an entity's log. */
  public static EntityLog open(
      EntityKey entity, LogStore store, ObservationEnds ends, LogSizes sizes, ChunkCache cache) {
    return new EntityLog(entity, store, ends, sizes, cache);
  }

  private List<LoggedEvent> read(ByteReader in) {
    in.checkVersion(VERSION);
    timer = in.readFixed();
    waiting.read(in);
    nextNumber = in.readInt();
    long before = 0;
    for (int i = in.readInt(); i > 0; i--) {
      LogChunk chunk = LogChunk.readEntry(in, before);
      before = chunk.last();
      chunks.add(chunk);
    }
    return ChunkCodec.decode(entity, in.readBytes());
  }

  private ByteWriter write(ChunkCodec.EncodedChunk newest) {
    ByteWriter out =
        new ByteWriter(newest.bytes().size() + OTHER_BYTES + CHUNK_BYTES * chunks.size());
    out.writeByte(VERSION).writeFixed(timer);
    waiting.write(out);
    out.writeLong(nextNumber).writeLong(chunks.size());
    long before = 0;
    for (LogChunk chunk : chunks) {
      chunk.writeEntry(out, before);
      before = chunk.last();
    }
    return out.writeBytes(newest.bytes());
  }

  /** Counts the ranks again when chunks have another size. */
  private void count() {
    begins = begins.length == chunks.size() + 1 ? begins : new int[chunks.size() + 1];
    for (int i = 0; i < chunks.size(); i++) {
      begins[i + 1] = begins[i] + chunks.get(i).size();
    }
    at = Math.min(at, chunks.size());
  }

  public EntityKey entity() {
    return entity;
  }

  /** Returns how many observations there are. */
  public int size() {
    return indexed() + head.size();
  }

  /** Returns how many observations are in chunks. */
  private int indexed() {
    return begins[chunks.size()];
  }

  /** Returns whether all observations are in the head. */
  public boolean isAllHead() {
    return chunks.isEmpty();
  }

  /** The observation of a rank. */
  public LoggedEvent get(int rank) {
    int own = seek(rank);
    List<LoggedEvent> there = own < chunks.size() ? observations(own) : head;
    return there.get(rank - begins[own]);
  }

  /** Returns which chunk has a rank, their number for the head. */
  private int seek(int rank) {
    if (rank < begins[at] || (at < chunks.size() && rank >= begins[at + 1])) {
      int found = Arrays.binarySearch(begins, rank);
      at = found >= 0 ? found : -found - 2;
    }
    return at;
  }

  private List<LoggedEvent> observations(int own) {
    LogChunk chunk = chunks.get(own);
    List<LoggedEvent> there = chunk.observations();
    if (there == null) {
      there = cache.get(entity, chunk.number);
      if (there == null) {
        byte[] bytes = store.chunks().get(chunk.number);
        there =
            ChunkCodec.decode(
                entity,
                Objects.requireNonNull(
                    bytes, () -> "chunk " + chunk.number + " of a log is not in state"));
        cache.keep(entity, chunk.number, there);
      }
      chunk.read(there);
    }
    return there;
  }

  /** The rank of the first observation that is later than a time; the size if none is. */
  public int firstAfter(long time) {
    if (chunks.isEmpty() || chunks.get(chunks.size() - 1).last() <= time) {
      return indexed() + LogChunk.until(head, time);
    }
    int low = 0;
    int high = chunks.size() - 1; // the first that ends after it
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunks.get(middle).last() > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return chunks.get(low).first() > time
        ? begins[low]
        : begins[low] + LogChunk.until(observations(low), time);
  }

  /** The rank of the first observation that is not before an event of a time. */
  private int from(long time, EventId event) {
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

  /**
   * The rank of an event, regardless of the time its copy states; -1 if the log does not have it.
   */
  public int find(EventId event) {
    for (int i = 0; i < head.size(); i++) {
      if (head.get(i).event().equals(event)) {
        return indexed() + i;
      }
    }
    if (chunks.isEmpty()) {
      return -1;
    }
    long key = key(event);
    Long time = known.containsKey(key) ? known.get(key) : store.events().get(key);
    if (time == null) {
      return -1;
    }
    int rank = from(time, event);
    return rank < size() && get(rank).event().equals(event) ? rank : -1;
  }

  /** Adds an observation and returns its rank; those after it are one further. */
  public int insert(LoggedEvent observation) {
    int rank = from(observation.time(), observation.event());
    if (rank < indexed()) {
      addToChunk(rank, observation);
      return rank;
    }
    head.add(rank - indexed(), observation);
    if (head.size() > sizes.head()) {
      List<LoggedEvent> moved = head.subList(0, sizes.moved());
      moved.forEach(this::append);
      moved.clear();
    }
    return rank;
  }

  private void addToChunk(int rank, LoggedEvent observation) {
    int own = seek(rank);
    if (rank == begins[own] && own > 0) {
      own--; // what is between two chunks goes to the former
    }
    known.put(key(observation.event()), observation.time());
    List<LoggedEvent> more = new ArrayList<>(observations(own));
    more.add(rank - begins[own], observation);
    if (more.size() <= sizes.chunk()) {
      chunks.get(own).change(more, ends);
    } else {
      int half = more.size() / 2;
      chunks.get(own).change(new ArrayList<>(more.subList(0, half)), ends);
      chunks.add(own + 1, newChunk(more.subList(half, more.size())));
    }
    count();
  }

  /** Adds an observation after all that are in chunks; a full chunk is not written again. */
  private void append(LoggedEvent observation) {
    known.put(key(observation.event()), observation.time());
    int last = chunks.size() - 1;
    if (last < 0 || chunks.get(last).size() >= sizes.chunk()) {
      chunks.add(newChunk(List.of(observation)));
    } else {
      List<LoggedEvent> more = new ArrayList<>(observations(last));
      more.add(observation);
      chunks.get(last).change(more, ends);
    }
    count();
  }

  private LogChunk newChunk(List<LoggedEvent> observations) {
    return LogChunk.of(nextNumber++, observations, ends);
  }

  /** Puts another version of an observation, of the same time, in its place. */
  public void replace(int rank, LoggedEvent observation) {
    int own = seek(rank);
    if (own == chunks.size()) {
      head.set(rank - begins[own], observation);
      return;
    }
    LogChunk chunk = chunks.get(own);
    List<LoggedEvent> there = observations(own);
    List<LoggedEvent> other = chunk.isChanged() ? there : new ArrayList<>(there);
    other.set(rank - begins[own], observation);
    chunk.change(other, ends);
  }

  /** Removes the observations of some ranks, which are in their order. */
  public void remove(List<Integer> ranks) {
    for (int i = ranks.size() - 1; i >= 0; i--) {
      int own = seek(ranks.get(i));
      int place = ranks.get(i) - begins[own];
      if (own == chunks.size()) {
        head.remove(place);
      } else {
        List<LoggedEvent> fewer = new ArrayList<>(observations(own));
        known.put(key(fewer.remove(place).event()), null);
        keepOnly(own, fewer);
        count();
      }
    }
  }

  /** Leaves some observations in a chunk; one without any goes. */
  private void keepOnly(int own, List<LoggedEvent> observations) {
    LogChunk chunk = chunks.get(own);
    chunk.change(observations, ends);
    if (observations.isEmpty()) {
      chunks.remove(own);
      removed.add(chunk.number);
    }
  }

  /**
   * Removes what has ended.
   *
   * @param until nothing later than this goes, because something waits for it
   */
  public void expire(long clock, long until) {
    for (int i = chunks.size() - 1; i >= 0; i--) {
      if (chunks.get(i).look() <= clock && chunks.get(i).first() <= until) {
        List<LoggedEvent> left = new ArrayList<>(observations(i));
        left.removeIf(
            one -> {
              boolean goes = hasEnded(one, clock, until);
              if (goes) {
                known.put(key(one.event()), null);
              }
              return goes;
            });
        keepOnly(i, left);
      }
    }
    count();
    head.removeIf(one -> hasEnded(one, clock, until));
  }

  private boolean hasEnded(LoggedEvent one, long clock, long until) {
    return one.time() <= until && ends.of(one) <= clock;
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
    long next = LogChunk.nextLook(head, ends);
    for (LogChunk chunk : chunks) {
      next = Math.min(next, chunk.look());
    }
    return next;
  }

  /** Returns when the entity is to be looked at, {@link Long#MAX_VALUE} for never. */
  public long timer() {
    return timer;
  }

  public void setTimer(long time) {
    timer = time;
  }

  /** Returns what rules have to look at again. */
  public PendingSpans waiting() {
    return waiting;
  }

  /**
   * Writes what the step has changed, when all of it is bytes: what cannot be is not half there.
   */
  public void close() {
    Map<Integer, byte @Nullable []> written = new HashMap<>();
    removed.forEach(number -> written.put(number, null));
    for (LogChunk chunk : chunks) {
      List<LoggedEvent> there = chunk.observations();
      if (chunk.isChanged() && there != null) {
        written.put(chunk.number, ChunkCodec.encode(entity, there).bytes().toBytes());
      }
    }
    ChunkCodec.EncodedChunk newest = ChunkCodec.encode(entity, head);
    byte[] next = size() == 0 ? null : write(newest).toBytes();
    if (!written.isEmpty()) {
      store.chunks().putAll(written);
    }
    if (!known.isEmpty()) {
      store.events().putAll(known);
    }
    if (!Arrays.equals(next, stored)) {
      store.putHead(next);
    }
    store.putSize(size(), next == null ? 0 : next.length + indexedBytes(newest));
    remember(written);
  }

  /** Has the cache know what was written: after all else, so that a step may fail half-way. */
  private void remember(Map<Integer, byte @Nullable []> written) {
    written.keySet().forEach(number -> cache.forget(entity, number));
    for (LogChunk chunk : chunks) {
      List<LoggedEvent> there = chunk.observations();
      if (chunk.isChanged() && there != null) {
        cache.keep(entity, chunk.number, there);
      }
    }
  }

  /** About how many bytes the chunks take, if their events are like the newest. */
  private long indexedBytes(ChunkCodec.EncodedChunk newest) {
    int each = ChunkCodec.BYTES;
    if (!head.isEmpty()) {
      int own = newest.bytes().size() - newest.shared();
      each = own / head.size() + newest.shared() / sizes.chunk();
    }
    return (long) indexed() * (each + KNOWN_BYTES);
  }
}

package org.drey.rules.log;

import java.util.List;
import java.util.function.Consumer;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;

/**
 * The log of one entity during one step: its observations by time, those of equal times by event,
 * found by time. The newest few are in the head, so that most entities are one value, and one more
 * event touches the head and little else; older ones are in chunks of an {@link Index}.
 *
 * <p>An observation has a place. Places have the order of their observations; they are good until
 * one is added, and those before one that is removed stay good.
 *
 * <p>Besides, the head keeps the {@link Notes} of the log's reader. Nothing is written before
 * {@link #close}.
 */
public final class EntityLog {
  private final EntityKey entity;
  private final LogStore store;
  private final Ends ends;
  private final Sizes sizes;
  private final Head head;
  private final Parts parts;
  private final Index index;
  private final KnownEvents known;
  private final Search search;
  private final List<Observation> tail;
  private final Work work = new Work();

  private EntityLog(EntityKey entity, LogStore store, Ends ends, Sizes sizes, PartCache cache) {
    this.entity = entity;
    this.store = store;
    this.ends = ends;
    this.sizes = sizes;
    this.head = Head.decode(entity, store.head());
    this.parts = new Parts(entity, store, ends, cache, head.next, work);
    this.index = new Index(parts, sizes, head.root, head.height);
    this.known = new KnownEvents(store);
    this.search = new Search(this, index, known);
    this.tail = head.tail.observations;
  }

  /** Reads the head of an entity's log. */
  public static EntityLog open(
      EntityKey entity, LogStore store, Ends ends, Sizes sizes, PartCache cache) {
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
    return Index.END + tail.size();
  }

  /** The place after one. */
  public long next(long place) {
    work.spend(Work.STEP);
    return place < Index.END ? index.next(place) : place + 1;
  }

  /** The place before one, which is not the first. */
  public long previous(long place) {
    work.spend(Work.STEP);
    return place > Index.END ? place - 1 : index.previous(place);
  }

  /** The observation of a place. */
  public Observation get(long place) {
    return place < Index.END ? index.get(place) : tail.get((int) (place - Index.END));
  }

  /** The place of the first observation that is later than a time; the end if none is. */
  public long firstAfter(long time) {
    boolean inTail = !tail.isEmpty() && tail.get(0).time() <= time;
    return inTail || head.newestIndexed <= time
        ? Index.END + head.tail.until(time)
        : index.firstAfter(time);
  }

  /** The place of the first observation that is after a point; the end if none is. */
  public long firstAfter(Point point) {
    return search.after(point);
  }

  /** Returns whether what is later than a time is all in the head. */
  public boolean isInHead(long time) {
    return index.height() == 0 || head.newestIndexed <= time;
  }

  /** Returns whether no other observation is as late. */
  public boolean isNewest(long place) {
    return next(place) == end()
        && (place == begin() || get(previous(place)).time() < get(place).time());
  }

  /**
   * The place of an event, regardless of the time its copy states; -1 if the log does not have it.
   */
  public long find(EventId event) {
    return search.find(event);
  }

  /** Adds an observation and returns its place. */
  public long insert(Observation observation) {
    long place = search.from(observation.time(), observation.event());
    if (place < Index.END) {
      long added = addToIndex(place, observation);
      return added < 0 ? search.from(observation.time(), observation.event()) : added;
    }
    int at = (int) (place - Index.END);
    tail.add(at, observation);
    if (tail.size() <= (index.height() == 0 ? sizes.head() : sizes.busyHead())) {
      return place;
    }
    List<Observation> moved = tail.subList(0, sizes.moved());
    moved.forEach(one -> addToIndex(Index.END, one));
    moved.clear();
    return at < sizes.moved()
        ? search.from(observation.time(), observation.event())
        : place - sizes.moved();
  }

  private long addToIndex(long place, Observation observation) {
    head.indexed++;
    head.newestIndexed = Math.max(head.newestIndexed, observation.time());
    known.add(observation);
    return index.add(place, observation);
  }

  /** Puts another version of an observation, of the same time, in its place. */
  public void replace(long place, Observation observation) {
    work.spend(Work.REPLACE);
    if (place < Index.END) {
      index.replace(place, observation);
    } else {
      tail.set((int) (place - Index.END), observation);
    }
  }

  /** Removes an observation. */
  public void remove(long place) {
    if (place < Index.END) {
      goneFromIndex(index.get(place));
      index.remove(place);
    } else {
      tail.remove((int) (place - Index.END));
    }
  }

  /**
   * Removes what has ended, as far as there is work left.
   *
   * @param until nothing later than this goes, because something waits for it
   * @param gone what is handed each one that goes
   */
  public void expire(long clock, long until, Consumer<Observation> gone) {
    Consumer<Observation> goneFromIndex = gone.andThen(this::goneFromIndex);
    index.expire(new Ended(ends, clock, until, goneFromIndex), work);
    tail.removeIf(new Ended(ends, clock, until, gone));
  }

  private void goneFromIndex(Observation observation) {
    work.spend(Work.REMOVE);
    known.remove(observation);
    head.indexed--;
  }

  /** Returns when an observation matters no more, {@link Long#MAX_VALUE} for never. */
  public long end(Observation observation) {
    return ends.of(observation);
  }

  /** Returns when to look for the first observation that ends, {@link Long#MAX_VALUE} for never. */
  public long nextEnd() {
    return Math.min(index.nextLook(), head.tail.nextLook(ends));
  }

  /** Returns what the reader of the log has it keep. */
  public Notes notes() {
    return head.notes;
  }

  /** Returns what this call has done so far. */
  public Work work() {
    return work;
  }

  /** Returns where further counts are kept. */
  public LogStore store() {
    return store;
  }

  /** Writes what the step has changed. */
  public void close() {
    parts.write();
    head.root = index.root();
    head.height = index.height();
    head.next = parts.next();
    store.putHead(size() == 0 ? null : head.encode(entity));
    parts.remember();
  }
}

package org.drey.rules.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of logs that were touched last, as they are in state: one more event of a busy entity
 * mostly needs those that the event before needed. Whoever writes state by other ways than {@link
 * EntityLog} must not keep one. Not thread-safe.
 */
public final class ChunkCache {
  private final Map<Key, List<LoggedEvent>> chunks;

  private record Key(EntityKey entity, int number) {}

  /** Forgets what was not used for longest when it has more than a number. */
  private static final class Latest extends LinkedHashMap<Key, List<LoggedEvent>> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Latest(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, List<LoggedEvent>> eldest) {
      return size() > most;
    }
  }

  /**
   * An empty cache.
   *
   * @param most how many chunks it has at most; one takes about 16 kB
   */
  public ChunkCache(int most) {
    chunks = new Latest(most);
  }

  @Nullable List<LoggedEvent> get(EntityKey entity, int number) {
    return chunks.get(new Key(entity, number));
  }

  void keep(EntityKey entity, int number, List<LoggedEvent> observations) {
    chunks.put(new Key(entity, number), observations);
  }

  void forget(EntityKey entity, int number) {
    chunks.remove(new Key(entity, number));
  }

  /** Forgets all chunks of an entity's log: its store was cleared. */
  public void forget(EntityKey entity) {
    chunks.keySet().removeIf(key -> key.entity().equals(entity));
  }
}

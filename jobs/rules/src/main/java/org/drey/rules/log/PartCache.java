package org.drey.rules.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The parts of logs that were touched last, as they are in state: one more event of a busy entity
 * mostly needs those that the event before needed. Whoever writes state by other ways than {@link
 * EntityLog} must not keep one. Not thread-safe.
 */
public final class PartCache {
  private final Map<Key, List<LoggedEvent>> chunks;
  private final Map<Key, List<PartReference>> nodes;

  private record Key(EntityKey entity, int number) {}

  /** Forgets what was not used for longest when it has more than a number. */
  private static final class Latest<V> extends LinkedHashMap<Key, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Latest(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
      return size() > most;
    }
  }

  /**
   * An empty cache.
   *
   * @param most how many chunks, and how many nodes, it has at most; a chunk takes about 16 kB
   */
  public PartCache(int most) {
    chunks = new Latest<>(most);
    nodes = new Latest<>(most);
  }

  @Nullable List<LoggedEvent> chunk(EntityKey entity, int number) {
    return chunks.get(new Key(entity, number));
  }

  @Nullable List<PartReference> node(EntityKey entity, int number) {
    return nodes.get(new Key(entity, number));
  }

  void keep(EntityKey entity, LogChunk chunk) {
    chunks.put(new Key(entity, chunk.number), List.copyOf(chunk.observations));
  }

  void keep(EntityKey entity, IndexNode node) {
    nodes.put(new Key(entity, node.number), List.copyOf(node.refs));
  }

  /** Forgets all parts of an entity's log: its store was cleared. */
  public void forget(EntityKey entity) {
    chunks.keySet().removeIf(key -> key.entity().equals(entity));
    nodes.keySet().removeIf(key -> key.entity().equals(entity));
  }

  void forget(EntityKey entity, int number) {
    chunks.remove(new Key(entity, number));
    nodes.remove(new Key(entity, number));
  }
}

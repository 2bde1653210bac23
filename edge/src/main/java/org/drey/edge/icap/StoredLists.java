package org.drey.edge.icap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListLoader.Loaded;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.Manifest;
import org.jspecify.annotations.Nullable;

/** Lists by their manifests in a folder of published lists. Not for several threads at once. */
public final class StoredLists implements ListProvider {
  private final ListStore store;
  private final ListLoader loader;
  private final List<String> ids;
  private final Map<String, Loaded> loaded = new HashMap<>();

  /**
   * Follows lists.
   *
   * @param ids which; empty for all that the folder has
   */
  public StoredLists(ListStore store, ListKey key, List<String> ids) {
    this.store = store;
    this.loader = new ListLoader(store, key);
    this.ids = List.copyOf(ids);
  }

  @Override
  public CurrentLists now(@Nullable CurrentLists before) throws IOException {
    List<String> wanted = ids.isEmpty() ? store.lists() : ids;
    if (wanted.isEmpty()) {
      throw new DamagedListException("*", "no list has been published in the folder");
    }
    boolean same = before != null && loaded.keySet().equals(Set.copyOf(wanted));
    List<CurrentLists.One> lists = new ArrayList<>();
    Map<String, Loaded> next = new HashMap<>();
    for (String id : wanted) {
      Manifest manifest = store.current(id);
      if (manifest == null) {
        throw new DamagedListException(id, "was never published in the folder");
      }
      Loaded last = loaded.get(id);
      same &= last != null && last.manifest().equals(manifest);
      Loaded now = loader.load(manifest, last);
      next.put(id, now);
      lists.add(new CurrentLists.One(now.index(), manifest.list(), manifest.publishedAt()));
    }
    if (same && before != null) {
      return before;
    }
    loaded.clear();
    loaded.putAll(next);
    return new CurrentLists(lists);
  }
}

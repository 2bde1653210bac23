package org.drey.blocklist.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.publish.PublishedManifest.Part;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a manifest names ready for lookups. What is loaded already is not loaded again: where
 * a manifest only adds differences, only those are applied, and where it takes some back, those
 * that are left.
 */
public final class ListLoader {
  private final ListStore store;

  /** Loads from a store, with the key of its lists. */
  public ListLoader(ListStore store) {
    this.store = store;
  }

  /** Returns where it loads from. */
  public ListStore store() {
    return store;
  }

  /**
   * A manifest and its list, ready for lookups.
   *
   * @param manifest what it was made from
   * @param index answers
   */
  public record LoadedList(PublishedManifest manifest, ListIndex index) {}

  /**
   * Loads a list.
   *
   * @param before what is loaded of this list, which stays usable even if loading fails; null for
   *     nothing
   * @throws IOException if a file is missing, damaged or not the one named, with its name; or the
   *     manifest was not made with the key
   */
  public LoadedList load(PublishedManifest manifest, @Nullable LoadedList before)
      throws IOException {
    if (!manifest.isMadeWith(store.key())) {
      throw new DamagedListException(
          manifest.listId(), "its manifest was changed, or made with another key");
    }
    if (before != null && isSame(manifest, before.manifest())) {
      return new LoadedList(manifest, before.index());
    }
    int from = 0;
    ListIndex index;
    if (before != null && startsWith(manifest, before.manifest())) {
      from = before.manifest().deltas().size();
      index = before.index();
    } else {
      index = base(manifest, before);
    }
    List<ListFile> deltas = new ArrayList<>();
    for (Part delta : manifest.deltas().subList(from, manifest.deltas().size())) {
      deltas.add(store.files(manifest.listId()).open(delta));
    }
    index = index.with(deltas);
    if (!index.version().equals(manifest.list())) {
      throw new DamagedListException(
          manifest.listId(), "its files make another version than its manifest says");
    }
    return new LoadedList(manifest, index);
  }

  private ListIndex base(PublishedManifest manifest, @Nullable LoadedList before)
      throws IOException {
    return before != null && manifest.base().equals(before.manifest().base())
        ? before.index().base()
        : ListIndex.of(store.files(manifest.listId()).open(manifest.base()), store.key());
  }

  /**
   * Loads the newest version of a list that was announced before one that cannot be loaded, and of
   * which all files are there and sound. An old list protects better than none.
   *
   * @param before what is loaded of this list, before which nothing is tried; null for nothing
   * @return null if there is none
   * @throws IOException if the manifests cannot be read
   */
  public @Nullable LoadedList loadBefore(PublishedManifest unusable, @Nullable LoadedList before)
      throws IOException {
    long held = before == null ? -1 : before.manifest().sequence();
    for (PublishedManifest earlier : store.history(unusable.listId())) {
      boolean isBetween = earlier.sequence() < unusable.sequence() && earlier.sequence() > held;
      LoadedList found = isBetween ? loadIfSound(earlier, before) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable LoadedList loadIfSound(
      PublishedManifest manifest, @Nullable LoadedList before) {
    try {
      return load(manifest, before);
    } catch (IOException | RuntimeException | Error e) {
      return null;
    }
  }

  private static boolean isSame(PublishedManifest one, PublishedManifest other) {
    return one.base().equals(other.base()) && one.deltas().equals(other.deltas());
  }

  private static boolean startsWith(PublishedManifest manifest, PublishedManifest earlier) {
    List<Part> deltas = manifest.deltas();
    int known = earlier.deltas().size();
    return manifest.base().equals(earlier.base())
        && deltas.size() >= known
        && deltas.subList(0, known).equals(earlier.deltas());
  }
}

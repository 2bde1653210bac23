package org.drey.blocklist.publish;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.publish.PublishedManifest.Part;
import org.jspecify.annotations.Nullable;

/**
 * A check that the files of lists in force are still what their manifests name. What is loaded does
 * not depend on them any more, but the next process that starts does. Not for several threads at
 * once.
 */
public final class FileWatch {
  private final ListStore store;

  /** The state in which each list's files were found. */
  private final Map<String, Map<String, FileState>> before = new HashMap<>();

  private record FileState(FileStamp stamp, boolean isSound) {}

  /** Looks at the files of a store. */
  public FileWatch(ListStore store) {
    this.store = store;
  }

  /**
   * Returns whether all files of a manifest are there and sound. One that looks as it did the last
   * time is not read again.
   */
  public boolean isSound(PublishedManifest inForce) {
    Map<String, FileState> last = before.getOrDefault(inForce.listId(), Map.of());
    Map<String, FileState> now = new HashMap<>();
    boolean sound = true;
    for (Part part : inForce.parts()) {
      FileState look = look(inForce.listId(), part, last.get(part.file()));
      sound &= look != null && look.isSound();
      if (look != null) {
        now.put(part.file(), look);
      }
    }
    before.put(inForce.listId(), now);
    return sound;
  }

  /** Null for a file that is not there, or cannot be looked at. */
  private @Nullable FileState look(String listId, Part part, @Nullable FileState last) {
    try {
      FileStamp stamp = FileStamp.of(store.folderOf(listId).resolve(part.file()));
      return last != null && last.stamp().equals(stamp)
          ? last
          : new FileState(stamp, isAsNamed(listId, part));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private boolean isAsNamed(String listId, Part part) {
    try {
      ListHeader unused = store.files(listId).check(part);
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}

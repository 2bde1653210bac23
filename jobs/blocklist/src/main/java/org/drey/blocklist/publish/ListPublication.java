package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.publish.PublishedManifest.Part;
import org.jspecify.annotations.Nullable;

/**
 * Puts list files in force, in order, of one list or several. Run again with the same files it
 * repairs what a broken run left: files that lead up to what is in force are put in place again
 * where they are missing or damaged, and it goes on from there, so that no earlier version is in
 * force meanwhile. If they begin with a whole list, what is in force is made of them from then on.
 */
public final class ListPublication {
  private final ListStore store;

  /** A file, and which version of which list it makes. */
  private record PublishedFile(Path file, ListHeader header) {}

  /** Publishes into a store. */
  public ListPublication(ListStore store) {
    this.store = store;
  }

  /** Is given what was put in force of a list, as soon as it is. */
  public interface Reader {

    /**
     * Reads it.
     *
     * @param made the announcements of one list, in order, at least one; the last is in force
     */
    void published(List<PublishedManifest> made) throws IOException;
  }

  /**
   * Publishes files, list by list.
   *
   * @param reader is given each list that was given, even if it was in force already: then it is
   *     announced again. Also what is in force of a list whose later files are refused
   * @throws IOException if a file is damaged or made with another key, and then nothing has
   *     changed; or if one does not go with what is in force: then those before it are in force
   */
  public void publish(List<Path> files, Instant now, Reader reader) throws IOException {
    Map<String, List<PublishedFile>> byList = new LinkedHashMap<>();
    for (Path file : files) { // all are sound, or none counts
      ListHeader header = ListFile.check(file, store.key()).header();
      byList
          .computeIfAbsent(header.listId(), id -> new ArrayList<>())
          .add(new PublishedFile(file, header));
    }
    for (Map.Entry<String, List<PublishedFile>> list : byList.entrySet()) {
      List<PublishedManifest> made = new ArrayList<>();
      try {
        publish(list.getValue(), store.lastReadable(list.getKey()), now, made);
      } catch (IOException e) {
        if (!made.isEmpty()) {
          reader.published(made);
        }
        throw e;
      }
      reader.published(made);
    }
  }

  private void publish(
      List<PublishedFile> given,
      @Nullable PublishedManifest inForce,
      Instant now,
      List<PublishedManifest> made)
      throws IOException {
    int last = given.size() - 1;
    int reached = inForce == null ? -1 : lastOf(inForce.list().version(), given);
    int next = Math.min(reached + 1, last);
    PublishedManifest whole = repair(given.subList(0, reached + 1));
    if (inForce != null && whole != null && !whole.parts().equals(inForce.parts())) {
      made.add(store.remake(whole, now)); // of files that were given: its own may be damaged
      next = reached + 1;
    }
    for (PublishedFile one : given.subList(next, given.size())) {
      made.add(store.publish(one.file(), now));
    }
  }

  /** Puts files in place; returns what they make, or null if none is a whole list. */
  private @Nullable PublishedManifest repair(List<PublishedFile> given) throws IOException {
    PublishedManifest made = null;
    for (PublishedFile one : given) {
      Part part = store.repair(one.file());
      if (made != null || !one.header().isDelta()) {
        made = NextManifest.of(part, one.header(), made);
      }
    }
    return made;
  }

  /** The last file that makes a version; -1 if none does. */
  private static int lastOf(String version, List<PublishedFile> given) {
    int at = given.size() - 1;
    while (at >= 0 && !given.get(at).header().version().equals(version)) {
      at--;
    }
    return at;
  }
}

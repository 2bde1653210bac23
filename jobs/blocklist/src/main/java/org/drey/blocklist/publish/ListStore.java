package org.drey.blocklist.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListCheck;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.Manifest.Part;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds list files and manifests, and is the same on every machine: shared, or
 * copied there. Files are moved into place whole and never changed.
 *
 * <p>{@code <list>/<version>.list} is a whole list, {@code <list>/<base>-<version>.delta} a
 * difference, {@code <list>/manifests/<sequence>.json} every manifest since the first; the last is
 * in force. Several processes may publish at once.
 */
public final class ListStore {
  /**
   * How many differences may stand on a whole list; each costs memory and time where it is read.
   */
  public static final int MAX_DELTAS = 64;

  private static final String MANIFESTS = "manifests";

  private final Path folder;
  private final ListKey key;

  /**
   * The store in a folder, which need not exist yet.
   *
   * @param key of its lists: nothing in the folder that was made with another one counts
   */
  public ListStore(Path folder, ListKey key) {
    this.folder = folder;
    this.key = key;
  }

  /** The key of its lists. */
  public ListKey key() {
    return key;
  }

  /** The folder of one list's files, to which the names in a manifest are relative. */
  public Path folderOf(String listId) throws DamagedListException {
    if (!ListVersion.isListId(listId)) {
      throw new DamagedListException(
          "?", "a list's id has up to 64 letters, digits, dots, hyphens and underscores");
    }
    return folder.resolve(listId);
  }

  /** The ids of all lists that have a manifest, sorted. */
  public List<String> lists() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(list -> Files.isDirectory(list.resolve(MANIFESTS)))
          .map(list -> String.valueOf(list.getFileName()))
          .filter(ListVersion::isListId)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The manifest in force, or null if the list was never published.
   *
   * @throws DamagedListException if the newest manifest cannot be read; says how to get out of that
   */
  public @Nullable Manifest current(String listId) throws IOException {
    return log(listId).current();
  }

  /** The newest manifest that can be read, in force or not; null if there is none. */
  public @Nullable Manifest lastReadable(String listId) throws IOException {
    return log(listId).lastReadable();
  }

  /** What the newest file of the list in force says of itself, or null if there is none. */
  public @Nullable ListHeader header(String listId) throws IOException {
    Manifest current = current(listId);
    return current == null ? null : files(listId).checkAll(current);
  }

  /**
   * Whether a list was made with another key than this store's. One manifest that was made with
   * this key proves that it fits. What files say of their key, which anybody may have written, is
   * asked only where there is none: the newest that has the form of a list.
   */
  public boolean hasOtherKey(String listId) throws IOException {
    if (lastReadable(listId) != null) {
      return false;
    }
    for (Manifest manifest : log(listId).statedNewestFirst()) {
      try {
        return !ListFile.statedKey(files(listId).place(manifest.base())).equals(key.check());
      } catch (IOException e) {
        // The version before it may be there.
      }
    }
    return false;
  }

  /**
   * Puts a file in place and makes it part of the list in force: a whole list alone, a difference
   * on top of what is in force. A difference that is in force already is announced again. A whole
   * list can be published also when nobody can tell what is in force.
   *
   * @throws DamagedListException if the file is damaged or made with another key, or a difference
   *     from another version
   */
  public Manifest publish(Path file, Instant now) throws IOException {
    ListHeader header = ListFile.check(file, key).header();
    ListFolder list = files(header.listId());
    ManifestLog log = log(header.listId());
    Path target = list.place(header);
    Path copy = WholeFile.writeListBeside(target, out -> Files.copy(file, out));
    try {
      // The copy is what counts: the file may be another by now.
      ListFile copied = ListFile.open(copy, key);
      if (!copied.header().equals(header)) {
        throw new DamagedListException(header.listId(), "was changed while it was published");
      }
      ListCheck.structure(copied);
      Part part = new Part(ListFolder.nameOf(header), copied.mac(), header.version());
      ManifestLog.Step step =
          () -> with(part, header, header.isDelta() ? log.current() : log.lastReadable());
      step.next(); // refuses before anything is in place
      checkKey(header.listId());
      list.putInPlace(copy, target, copied.mac());
      return log.announce(now, step);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /**
   * Announces again what is in force, so that it does not become stale.
   *
   * @throws DamagedListException if the list was never published, or a file of it is missing or
   *     damaged
   */
  public Manifest renew(String listId, Instant now) throws IOException {
    return log(listId).announce(now, () -> checked(inForce(listId)));
  }

  /**
   * Puts an earlier version back.
   *
   * @param version to go back to; null for the one that was in force before the present one first
   *     was: to go back twice is to go back two versions. If the newest manifest cannot be read,
   *     null is for the last that can
   * @throws DamagedListException if there is none, or a file of it is missing or damaged
   */
  public Manifest rollback(String listId, @Nullable String version, Instant now)
      throws IOException {
    return log(listId)
        .announce(
            now,
            () -> {
              Manifest earlier = log(listId).earlier(version);
              files(listId).renew(earlier);
              return checked(earlier);
            });
  }

  /**
   * Takes away list files that are needed neither by the version in force nor to go back. None that
   * was put in place within the last hour: somebody may be about to put it in force.
   *
   * @param keep by how many versions one can go back afterwards; 1 and more, for who reads the
   *     lists may be one behind
   * @param remove false to only say what would be taken away
   * @throws DamagedListException if the list was never published, or nobody can tell what is in
   *     force
   */
  public Pruned prune(String listId, int keep, Instant now, boolean remove) throws IOException {
    if (keep < 1) {
      throw new IllegalArgumentException("at least 1 version before the one in force is kept");
    }
    return new Pruning(log(listId), files(listId)).prune(inForce(listId), keep, now, remove);
  }

  /** Opens a file of a manifest and checks all of it. */
  ListFile open(String listId, Part part) throws IOException {
    return files(listId).open(part);
  }

  /** Checks all of a file of a manifest, without opening it. */
  void check(String listId, Part part) throws IOException {
    ListHeader unused = files(listId).check(part);
  }

  /** The manifests that were in force, the newest first; unreadable ones are left out. */
  List<Manifest> history(String listId) throws IOException {
    return log(listId).newestFirst();
  }

  /**
   * Every process that follows a list has one key: a file under another would be of no use to it.
   */
  private void checkKey(String listId) throws IOException {
    if (hasOtherKey(listId)) {
      throw new DamagedListException(
          listId,
          "made with another key than the version in force; with a new key publish it under a new"
              + " list id");
    }
  }

  private ManifestLog log(String listId) throws DamagedListException {
    return new ManifestLog(listId, folderOf(listId).resolve(MANIFESTS), key);
  }

  private ListFolder files(String listId) throws DamagedListException {
    return new ListFolder(folderOf(listId), key);
  }

  /** What a file makes of what is in force. */
  private static Manifest with(Part part, ListHeader header, @Nullable Manifest before)
      throws DamagedListException {
    if (!header.isDelta()) {
      return new Manifest(header.listId(), 0, Instant.EPOCH, part, List.of(), "");
    }
    String inForce = before == null ? "none" : before.list().version();
    if (before != null && inForce.equals(header.version())) {
      return before;
    }
    if (before == null || !inForce.equals(header.baseVersion())) {
      throw new DamagedListException(
          header.listId(),
          "a difference from version " + header.baseVersion() + ", but in force is " + inForce);
    }
    if (before.deltas().size() == MAX_DELTAS) {
      throw new DamagedListException(header.listId(), "too many differences; publish it whole");
    }
    List<Part> deltas = new ArrayList<>(before.deltas());
    deltas.add(part);
    return new Manifest(header.listId(), 0, Instant.EPOCH, before.base(), deltas, "");
  }

  private Manifest inForce(String listId) throws IOException {
    Manifest current = current(listId);
    if (current == null) {
      throw ManifestLog.neverPublished(listId);
    }
    return current;
  }

  /** The manifest, if all its files are there and sound. */
  private Manifest checked(Manifest manifest) throws IOException {
    ListHeader unused = files(manifest.listId()).checkAll(manifest);
    return manifest;
  }
}

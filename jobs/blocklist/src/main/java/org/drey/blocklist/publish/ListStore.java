package org.drey.blocklist.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.drey.base.AtomicFile;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListCheck;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.PublishedManifest.Part;
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
   * The most differences that may follow a whole list; each costs memory and time where it is read.
   */
  public static final int MAX_DELTAS = 64;

  private static final String OTHER_KEY =
      "made with another key than the version in force; with a new key publish it under a new list id";

  private final ListFolders folders;
  private final ListKey key;
  private final AnnouncedVersion announced;

  /**
   * The store in a folder, which need not exist yet.
   *
   * @param key of its lists: nothing in the folder that was made with another one counts
   */
  public ListStore(Path folder, ListKey key) {
    this(folder, key, AnnouncedVersion.NOTHING);
  }

  /** The same; what is published is numbered above what was announced, from any folder. */
  public ListStore(Path folder, ListKey key, AnnouncedVersion announced) {
    this.folders = new ListFolders(folder);
    this.key = key;
    this.announced = announced;
  }

  /** Returns where it is. */
  public Path folder() {
    return folders.folder();
  }

  /** The key of its lists. */
  public ListKey key() {
    return key;
  }

  /** The folder of one list's files, to which the names in a manifest are relative. */
  public Path folderOf(String listId) throws DamagedListException {
    return folders.of(listId);
  }

  /** The ids of all lists that have manifests, or may have some that cannot be read; sorted. */
  public List<String> lists() throws IOException {
    return folders.ids();
  }

  /**
   * The manifest in force, or null if the list was never published.
   *
   * @throws DamagedListException if the newest manifest cannot be read; says how to get out of that
   */
  public @Nullable PublishedManifest current(String listId) throws IOException {
    return log(listId).current();
  }

  /** The newest manifest that can be read, in force or not; null if there is none. */
  public @Nullable PublishedManifest lastReadable(String listId) throws IOException {
    return log(listId).lastReadable();
  }

  /** Returns what the newest file of the list in force says of itself, or null if there is none. */
  public @Nullable ListHeader header(String listId) throws IOException {
    PublishedManifest current = current(listId);
    return current == null ? null : files(listId).checkAll(current);
  }

  /**
   * Returns whether a list was made with another key than this store's. One manifest that was made
   * with this key proves that it fits. What files say of their key, which anyone may have written,
   * is asked only where there is none: the newest that has the form of a list.
   */
  public boolean hasOtherKey(String listId) throws IOException {
    return files(listId).hasOtherKey(log(listId));
  }

  /**
   * Puts a file in place and makes it part of the list in force: a whole list alone, a difference
   * on top of what is in force. A difference that is in force already is announced again. If the
   * newest manifest cannot be read, a whole list can be published, and a difference from the last
   * version that can.
   *
   * @throws DamagedListException if the file is damaged or made with another key, a difference from
   *     another version, or a difference from one of which a file is missing or damaged
   */
  public PublishedManifest publish(Path file, Instant now) throws IOException {
    try (ListCopy copy = copy(file)) {
      ListHeader header = copy.header();
      ManifestLog log = log(header.listId());
      ManifestLog.Step step = () -> NextManifest.of(copy.part(), header, before(header, log));
      step.next(); // refuses before anything is in place
      checkKey(header.listId());
      copy.putInPlace();
      return log.announce(now, header.isDelta() ? () -> checked(step.next()) : step);
    }
  }

  /** Puts a file in place, if it is not there and sound, and announces nothing. */
  Part repair(Path file) throws IOException {
    try (ListCopy copy = copy(file)) {
      checkKey(copy.header().listId());
      copy.putInPlace();
      return copy.part();
    }
  }

  /**
   * Announces that the version in force is made of other files from now on.
   *
   * @throws DamagedListException if another version is in force, or a file is missing or damaged
   */
  PublishedManifest remake(PublishedManifest of, Instant now) throws IOException {
    ManifestLog log = log(of.listId());
    return log.announce(
        now,
        () -> {
          PublishedManifest last = log.lastReadable();
          if (last == null || !last.list().equals(of.list())) {
            throw new DamagedListException(
                of.listId(), "another version came into force meanwhile; run it again");
          }
          return checked(of);
        });
  }

  private ListCopy copy(Path file) throws IOException {
    ListHeader header = ListFile.check(file, key).header();
    return ListCopy.of(file, header, files(header.listId()), key);
  }

  /** Returns what a file is added to; a newer manifest that it does not go with is an error. */
  private static @Nullable PublishedManifest before(ListHeader header, ManifestLog log)
      throws IOException {
    PublishedManifest last = log.lastReadable();
    String version = last == null ? "" : last.list().version();
    boolean goesOn =
        !header.isDelta()
            || version.equals(header.version())
            || version.equals(header.baseVersion());
    return goesOn ? last : log.current();
  }

  /**
   * Announces again what is in force, so that it does not become stale.
   *
   * @throws DamagedListException if the list was never published, a file of it is missing or
   *     damaged, or what is in force was announced from another folder
   */
  public PublishedManifest renew(String listId, Instant now) throws IOException {
    log(listId).checkLast();
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
  public PublishedManifest rollback(String listId, @Nullable String version, Instant now)
      throws IOException {
    return log(listId)
        .announce(
            now,
            () -> {
              PublishedManifest earlier = log(listId).earlier(version);
              files(listId).renew(earlier);
              return checked(earlier);
            });
  }

  /**
   * Takes away list files that are needed neither by the version in force nor to go back. None that
   * was put in place within the last hour: another process may be about to put it in force.
   *
   * @param keep by how many versions one can go back afterwards; at least 1, because a reader of
   *     the lists may be one version behind
   * @param remove false to only say what would be taken away
   * @throws DamagedListException if the list was never published, or it cannot be known what is in
   *     force
   */
  public PruneResult prune(String listId, int keep, Instant now, boolean remove)
      throws IOException {
    if (keep < 1) {
      throw new IllegalArgumentException("at least 1 version before the one in force is kept");
    }
    return new ListPruning(log(listId), files(listId)).prune(inForce(listId), keep, now, remove);
  }

  /** The manifests that were in force, the newest first; unreadable ones are left out. */
  public List<PublishedManifest> history(String listId) throws IOException {
    return log(listId).newestFirst();
  }

  /** Refuses another key: every process that follows a list has one. */
  private void checkKey(String listId) throws IOException {
    if (hasOtherKey(listId)) {
      throw new DamagedListException(listId, OTHER_KEY);
    }
  }

  private ManifestLog log(String listId) throws DamagedListException {
    return new ManifestLog(listId, folders.manifests(listId), key, announced);
  }

  /** The files of a list. */
  ListFolder files(String listId) throws DamagedListException {
    return new ListFolder(folderOf(listId), key);
  }

  private PublishedManifest inForce(String listId) throws IOException {
    PublishedManifest current = current(listId);
    if (current == null) {
      throw ManifestLog.neverPublished(listId);
    }
    return current;
  }

  /** The manifest, if all its files are there and sound. */
  private PublishedManifest checked(PublishedManifest manifest) throws IOException {
    ListHeader unused = files(manifest.listId()).checkAll(manifest);
    return manifest;
  }

  /**
   * A checked copy of a list file beside its place in a folder of lists. The copy is what counts:
   * the file itself may be another by now.
   */
  private record ListCopy(ListHeader header, Part part, Path copy, Path target, ListFolder folder)
      implements AutoCloseable {

    /**
     * Copies a file.
     *
     * @param header what was read of it
     * @throws DamagedListException if it is damaged, or is another by now
     */
    static ListCopy of(Path file, ListHeader header, ListFolder folder, ListKey key)
        throws IOException {
      Path target = folder.place(header);
      Path copy = AtomicFile.writeListBeside(target, out -> Files.copy(file, out));
      try {
        ListFile copied = ListFile.open(copy, key);
        if (!copied.header().equals(header)) {
          throw new DamagedListException(header.listId(), "was changed while it was published");
        }
        ListCheck.structure(copied);
        Part part = new Part(ListFolder.nameOf(header), copied.mac(), header.version());
        return new ListCopy(header, part, copy, target, folder);
      } catch (IOException | RuntimeException | Error e) {
        Files.deleteIfExists(copy);
        throw e;
      }
    }

    /** Moves it into place, unless a sound file of this version is there. */
    void putInPlace() throws IOException {
      folder.putInPlace(copy, target, part.checksum());
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(copy);
    }
  }

  /** The folders of a store's lists: one each, with one for its manifests. */
  private record ListFolders(Path folder) {
    private static final String MANIFESTS = "manifests";

    /** The folder of a list's files. */
    Path of(String listId) throws DamagedListException {
      if (!ListVersion.isListId(listId)) {
        throw new DamagedListException(
            "?", "a list's id has up to 64 letters, digits, dots, hyphens and underscores");
      }
      return folder.resolve(listId);
    }

    /** The folder of a list's manifests. */
    Path manifests(String listId) throws DamagedListException {
      return of(listId).resolve(MANIFESTS);
    }

    /** The ids of all lists that have manifests, or may have some that cannot be read; sorted. */
    List<String> ids() throws IOException {
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (Stream<Path> found = Files.list(folder)) {
        return found
            .filter(list -> ListVersion.isListId(String.valueOf(list.getFileName())))
            .filter(ListFolders::hasManifests)
            .map(list -> String.valueOf(list.getFileName()))
            .sorted()
            .toList();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    /**
     * Returns whether a list has manifests; a folder that may not be entered is a list that has a
     * problem, and not none.
     */
    private static boolean hasManifests(Path list) {
      try {
        return Files.readAttributes(list.resolve(MANIFESTS), BasicFileAttributes.class)
            .isDirectory();
      } catch (NoSuchFileException e) {
        return false;
      } catch (IOException e) {
        return !Files.isRegularFile(list);
      }
    }
  }

  /**
   * Removes files of a list that are no longer needed. Manifests stay: they are small, and record
   * what was in force when.
   */
  private static final class ListPruning {
    /** A file that is put in force is there for a moment before a manifest names it. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final ManifestLog log;
    private final ListFolder folder;

    ListPruning(ManifestLog log, ListFolder folder) {
      this.log = log;
      this.folder = folder;
    }

    /** Takes away, or only says, what is not needed to go back by so many versions. */
    PruneResult prune(PublishedManifest inForce, int keep, Instant now, boolean remove)
        throws IOException {
      Set<String> versions = versions(inForce, keep);
      Set<String> needed = new HashSet<>();
      for (PublishedManifest manifest : log.newestFirst()) {
        if (versions.contains(manifest.list().version())) {
          manifest.parts().stream().map(Part::file).forEach(needed::add);
        }
      }
      List<String> removed = new ArrayList<>();
      long bytes = 0;
      int young = 0;
      for (Path file : folder.own()) {
        String name = String.valueOf(file.getFileName());
        if (needed.contains(name)) {
          continue;
        }
        try {
          if (Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(YOUNG))) {
            young++;
            continue;
          }
          bytes += Files.size(file);
          removed.add(name);
          if (remove) {
            Files.delete(file);
          }
        } catch (NoSuchFileException e) {
          // Another process prunes, too.
        }
      }
      return new PruneResult(inForce.listId(), List.copyOf(versions), removed, bytes, young);
    }

    /**
     * In force, the last in force before it, and those that to roll back so often would lead to.
     */
    private Set<String> versions(PublishedManifest inForce, int keep) throws IOException {
      Set<String> versions = new LinkedHashSet<>();
      versions.add(inForce.list().version());
      log.newestFirst().stream()
          .map(manifest -> manifest.list().version())
          .distinct()
          .limit(keep + 1L)
          .forEach(versions::add);
      @Nullable PublishedManifest back = inForce;
      for (int i = 0; i < keep && back != null; i++) {
        back = log.beforeFirst(back.list().version());
        if (back != null) {
          versions.add(back.list().version());
        }
      }
      return versions;
    }
  }
}

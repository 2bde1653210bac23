package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drey.base.AtomicFile;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;

/**
 * All manifests of a list, a file each, numbered by sequence; the last is in force. Only ever
 * grows. One that was not made with the list's key is damaged.
 */
final class ManifestLog {
  /** The number of times that another process may be faster. */
  private static final int MAX_TRIES = 100;

  private final String listId;
  private final ManifestFolder folder;
  private final ListKey key;
  private final AnnouncedVersion announced;

  ManifestLog(String listId, Path folder, ListKey key, AnnouncedVersion announced) {
    this.listId = listId;
    this.folder = new ManifestFolder(listId, folder, key);
    this.key = key;
    this.announced = announced;
  }

  /** Makes the next manifest of what is in the log; its sequence, time and MAC do not matter. */
  interface Step {
    PublishedManifest next() throws IOException;
  }

  /**
   * The manifest in force, or null if there is none.
   *
   * @throws DamagedListException if it cannot be read; says how to get out of that
   */
  @Nullable PublishedManifest current() throws IOException {
    Path newest = folder.newest();
    if (newest == null) {
      return null;
    }
    PublishedManifest manifest = folder.readIfSound(newest);
    if (manifest == null) {
      throw unreadable(newest);
    }
    return manifest;
  }

  /** The newest manifest that can be read, or null if there is none. */
  @Nullable PublishedManifest lastReadable() throws IOException {
    List<Path> files = folder.files();
    for (int i = files.size() - 1; i >= 0; i--) {
      PublishedManifest manifest = folder.readIfSound(files.get(i));
      if (manifest != null) {
        return manifest;
      }
    }
    return null;
  }

  /**
   * Writes the next manifest. Of several who do so at once one is the first; the others look again
   * at what is in force then, so that nothing that was announced is lost or overwritten. It is
   * numbered above all that were announced, from any folder.
   */
  PublishedManifest announce(Instant now, Step step) throws IOException {
    long known = announced.highest(listId);
    for (int tries = 1; ; tries++) {
      long sequence = Math.max(folder.last(), known) + 1;
      PublishedManifest parts = step.next();
      Instant at = now.truncatedTo(ChronoUnit.MILLIS); // as the topic carries it
      PublishedManifest next =
          new PublishedManifest(listId, sequence, at, parts.base(), parts.deltas(), "")
              .madeWith(key);
      byte[] json = (next.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
      try {
        Path file = folder.file(sequence);
        AtomicFile.create(file, out -> out.write(json));
        return next;
      } catch (FileAlreadyExistsException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  /** All manifests that can be read, the newest first: one that is damaged costs itself. */
  List<PublishedManifest> newestFirst() throws IOException {
    List<PublishedManifest> all = new ArrayList<>();
    for (Path file : folder.files()) {
      PublishedManifest manifest = folder.readIfSound(file);
      if (manifest != null) {
        all.add(0, manifest);
      }
    }
    return all;
  }

  /** All that have the form of a manifest, whoever made them, the newest first. */
  List<PublishedManifest> statedNewestFirst() throws IOException {
    List<PublishedManifest> all = new ArrayList<>();
    for (Path file : folder.files()) {
      PublishedManifest manifest = ManifestFile.parse(file);
      if (manifest != null) {
        all.add(0, manifest);
      }
    }
    return all;
  }

  /**
   * Returns what to go back to.
   *
   * @param version the last of this version; null for the one that was in force before the present
   *     version first was, or for the last that can be read if the newest cannot
   */
  PublishedManifest earlier(@Nullable String version) throws IOException {
    PublishedManifest last = lastReadable();
    Path newest = folder.newest();
    if (last == null) {
      throw newest == null ? neverPublished(listId) : unreadable(newest);
    }
    if (version == null && newest != null && ManifestFolder.numberOf(newest) > last.sequence()) {
      return last;
    }
    String present = last.list().version();
    PublishedManifest found = version == null ? beforeFirst(present) : lastOf(version);
    if (found == null) {
      throw new DamagedListException(
          listId,
          version == null
              ? "there is no version before the one in force" + versionsBut(present)
              : "version " + version + " was never in force" + versionsBut(present));
    }
    return found;
  }

  /** The manifest that was in force before a version first was, or null. */
  @Nullable PublishedManifest beforeFirst(String version) throws IOException {
    PublishedManifest before = null;
    List<PublishedManifest> all = newestFirst();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).list().version().equals(version)) {
        before = i + 1 < all.size() ? all.get(i + 1) : null;
      }
    }
    return before;
  }

  static DamagedListException neverPublished(String listId) {
    return new DamagedListException(listId, "was never published in this folder");
  }

  private @Nullable PublishedManifest lastOf(String version) throws IOException {
    return newestFirst().stream()
        .filter(manifest -> manifest.list().version().equals(version))
        .findFirst()
        .orElse(null);
  }

  /** The versions that were ever in force, the newest first, except one. */
  private String versionsBut(String version) throws IOException {
    String versions =
        newestFirst().stream()
            .map(manifest -> manifest.list().version())
            .filter(was -> !was.equals(version))
            .distinct()
            .limit(10)
            .collect(Collectors.joining(", "));
    return versions.isEmpty() ? "" : "; name one to go to: " + versions;
  }

  private DamagedListException unreadable(Path newest) throws IOException {
    PublishedManifest last = lastReadable();
    return new DamagedListException(
        listId,
        "its newest manifest, "
            + newest
            + ", is damaged, so that it cannot be known what is in force ("
            + ManifestFile.read(newest, listId, key).problem()
            + "). "
            + (last == null
                ? "None before it can be read either"
                : "'./drey blocklist rollback "
                    + listId
                    + " --lists DIR --key-file FILE' puts the last one back that can be read, version "
                    + last.list().version())
            + "; publishing a whole list repairs it, too");
  }

  /**
   * Refuses if another announcement than the last one of this folder holds.
   *
   * @throws DamagedListException if a higher one is known; says what to do
   */
  void checkLast() throws IOException {
    long known = announced.highest(listId);
    long last = folder.last();
    if (known > last) {
      throw new DamagedListException(
          listId,
          "announcement "
              + known
              + " is on the topic, and the last of this folder is "
              + last
              + ": another folder is published from, or this one is from a backup. Take that"
              + " folder, or put a version of this one in force: './drey blocklist rollback "
              + listId
              + " --to VERSION', or publish a list");
    }
  }
}

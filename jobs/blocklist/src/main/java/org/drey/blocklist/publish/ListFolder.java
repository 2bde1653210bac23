package org.drey.blocklist.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.base.AtomicFile;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.PublishedManifest.Part;
import org.jspecify.annotations.Nullable;

/** The files of one list, each named by its version; a file in place is never changed. */
final class ListFolder {
  /** List files, and what a crash left of one; no other file is ever taken away. */
  private static final Pattern OWN =
      Pattern.compile("([0-9a-f]+\\.list|[0-9a-f]+-[0-9a-f]+\\.delta|\\..+\\.tmp)");

  private final Path folder;
  private final ListKey key;

  ListFolder(Path folder, ListKey key) {
    this.folder = folder;
    this.key = key;
  }

  /** Returns where a file with this header is. */
  Path place(ListHeader header) {
    return folder.resolve(nameOf(header));
  }

  /** The name of a file with this header. */
  static String nameOf(ListHeader header) {
    return header.isDelta()
        ? header.baseVersion() + "-" + header.version() + ".delta"
        : header.version() + ".list";
  }

  /**
   * Opens a file of a manifest and checks all of it.
   *
   * @throws DamagedListException if it is missing, damaged or not the one named
   */
  ListFile open(Part part) throws IOException {
    try {
      ListFile opened = ListFile.open(place(part), key);
      checkNamed(part, opened.mac());
      return opened;
    } catch (NoSuchFileException e) {
      throw missing(part);
    }
  }

  /** Checks all of a file of a manifest, as {@link #open} does; returns what it says of itself. */
  ListHeader check(Part part) throws IOException {
    try {
      ListFile.VerifiedFile checked = ListFile.check(place(part), key);
      checkNamed(part, checked.mac());
      return checked.header();
    } catch (NoSuchFileException e) {
      throw missing(part);
    }
  }

  /** Checks all files of a manifest; returns what the last says of itself. */
  ListHeader checkAll(PublishedManifest manifest) throws IOException {
    ListHeader last = check(manifest.base());
    for (Part delta : manifest.deltas()) {
      last = check(delta);
    }
    return last;
  }

  /** Returns where a file of a manifest is. */
  Path place(Part part) {
    return folder.resolve(part.file());
  }

  private static void checkNamed(Part part, String mac) throws DamagedListException {
    if (!mac.equals(part.checksum())) {
      throw new DamagedListException(part.file(), "not the file that its manifest names");
    }
  }

  private DamagedListException missing(Part part) {
    return new DamagedListException(
        part.file(), "is not in " + folder + "; it was pruned, or never copied there");
  }

  /** A sound file that is in place stays; one that is damaged is replaced. */
  void putInPlace(Path copy, Path target, String mac) throws IOException {
    if (Files.exists(target)) {
      String present = mac(target);
      if (mac.equals(present)) {
        renew(target);
        return;
      }
      if (present != null) {
        throw new DamagedListException(
            String.valueOf(target.getFileName()), "another file of this version is in place");
      }
    }
    AtomicFile.replace(copy, target);
  }

  /** Makes the files of a manifest as young as new ones: they are about to be in force. */
  void renew(PublishedManifest manifest) throws IOException {
    for (Part part : manifest.parts()) {
      renew(folder.resolve(part.file()));
    }
  }

  /** All files that are this class's to take away. */
  List<Path> own() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(file -> OWN.matcher(String.valueOf(file.getFileName())).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void renew(Path file) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (FileSystemException e) {
      return; // another's file: then only to prune at this very moment would be wrong
    }
  }

  private @Nullable String mac(Path file) throws IOException {
    try {
      return ListFile.check(file, key).mac();
    } catch (DamagedListException e) {
      return null;
    }
  }

  /** Returns whether the list was made with another key, as {@link ListStore#hasOtherKey} says. */
  boolean hasOtherKey(ManifestLog log) throws IOException {
    if (log.lastReadable() != null) {
      return false;
    }
    for (PublishedManifest manifest : log.statedNewestFirst()) {
      try {
        return !ListFile.statedKey(place(manifest.base())).equals(key.check());
      } catch (IOException e) {
        // The version before it may be there.
      }
    }
    return false;
  }
}

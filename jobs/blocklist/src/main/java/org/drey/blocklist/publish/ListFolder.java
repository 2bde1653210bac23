package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.publish.Manifest.Part;
import org.jspecify.annotations.Nullable;

/** The files of one list, each named by its version; a file in place is never changed. */
final class ListFolder {
  /** What a file says of itself becomes its name here. */
  private static final Pattern VERSIONS = Pattern.compile("[0-9a-f]+");

  /** List files, and what a crash left of one; no other file is ever taken away. */
  private static final Pattern OWN =
      Pattern.compile("([0-9a-f]+\\.list|[0-9a-f]+-[0-9a-f]+\\.delta|\\..+\\.tmp)");

  private final String listId;
  private final Path folder;

  ListFolder(String listId, Path folder) {
    this.listId = listId;
    this.folder = folder;
  }

  /** Where a file with this header stands. */
  Path place(ListHeader header) throws DamagedListException {
    return folder.resolve(nameOf(header));
  }

  /** The name of a file with this header. */
  static String nameOf(ListHeader header) throws DamagedListException {
    String versions = header.version() + (header.isDelta() ? header.baseVersion() : "");
    if (!VERSIONS.matcher(versions).matches()) {
      throw new DamagedListException(header.listId(), "its version is not one of this compiler");
    }
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
      Path file = folder.resolve(part.file());
      if (!folder.equals(file.getParent())) {
        throw new DamagedListException(listId, "a manifest names files without a path");
      }
      ListFile opened = ListFile.open(file);
      if (!opened.checksum().equals(part.checksum())) {
        throw new DamagedListException(part.file(), "not the file that its manifest names");
      }
      return opened;
    } catch (InvalidPathException e) {
      throw new DamagedListException(listId, "its manifest names what cannot be a file");
    } catch (NoSuchFileException e) {
      throw new DamagedListException(
          part.file(), "is not in " + folder + "; it was pruned, or never copied there");
    }
  }

  /** Opens and so checks all files of a manifest; returns the last. */
  ListFile openAll(Manifest manifest) throws IOException {
    ListFile last = open(manifest.base());
    for (Part delta : manifest.deltas()) {
      last = open(delta);
    }
    return last;
  }

  /** A sound file that is in place stays; one that is damaged is replaced. */
  void putInPlace(Path copy, Path target, String checksum) throws IOException {
    if (Files.exists(target)) {
      String present = checksum(target);
      if (checksum.equals(present)) {
        renew(target);
        return;
      }
      if (present != null) {
        throw new DamagedListException(
            String.valueOf(target.getFileName()), "another file of this version is in place");
      }
    }
    WholeFile.replace(copy, target);
  }

  /** Makes the files of a manifest as young as new ones: they are about to be in force. */
  void renew(Manifest manifest) throws IOException {
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
    }
  }

  private static void renew(Path file) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (FileSystemException e) {
      return; // another's file: then only to prune at this very moment would be wrong
    }
  }

  private static @Nullable String checksum(Path file) throws IOException {
    try {
      return ListFile.open(file).checksum();
    } catch (DamagedListException e) {
      return null;
    }
  }
}

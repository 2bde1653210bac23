package org.drey.blocklist.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.index.DamagedListException;

/** The folders of a store's lists: one each, with one for its manifests. */
record ListFolders(Path folder) {
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
      return Files.readAttributes(list.resolve(MANIFESTS), BasicFileAttributes.class).isDirectory();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return !Files.isRegularFile(list);
    }
  }
}

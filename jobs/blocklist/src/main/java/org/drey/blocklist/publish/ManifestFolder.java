package org.drey.blocklist.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;

/** The files of a {@link ManifestLog}, each named by its sequence. */
final class ManifestFolder {
  private static final Pattern NUMBERED = Pattern.compile("\\d{12}\\.json");

  private final String listId;
  private final Path folder;
  private final ListKey key;

  ManifestFolder(String listId, Path folder, ListKey key) {
    this.listId = listId;
    this.folder = folder;
    this.key = key;
  }

  /**
   * Sorted by number. Other names, such as those of files that are being written, are not looked
   * at; neither is a number that is out of reach of the last sound one, unless it is sound itself.
   */
  List<Path> files() throws IOException {
    List<Path> all = numbered();
    Path last = all.isEmpty() ? null : all.get(all.size() - 1);
    if (last == null || numberOf(last) <= ListAnnouncement.MAX_STEP || readIfSound(last) != null) {
      return all;
    }
    long sound = 0;
    for (int i = all.size() - 1; i >= 0 && sound == 0; i--) {
      PublishedManifest manifest = readIfSound(all.get(i));
      sound = manifest == null ? 0 : manifest.sequence();
    }
    long most = sound + ListAnnouncement.MAX_STEP;
    return all.stream().filter(file -> numberOf(file) <= most).toList();
  }

  /** Everything with such a name, even a folder or a pipe: the next manifest must not reuse it. */
  private List<Path> numbered() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(file -> NUMBERED.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The newest manifest, or null if there is none. */
  @Nullable Path newest() throws IOException {
    List<Path> all = files();
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** The sequence of the newest manifest, 0 if there is none. */
  long last() throws IOException {
    Path newest = newest();
    return newest == null ? 0 : numberOf(newest);
  }

  /** The file of a sequence. */
  Path file(long sequence) {
    return folder.resolve(String.format("%012d.json", sequence));
  }

  static long numberOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  /** The manifest in a file, or null if it is damaged or was not made with the list's key. */
  @Nullable PublishedManifest readIfSound(Path file) {
    return ManifestFile.read(file, listId, key).manifest();
  }
}

package org.drey.blocklist.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.FileModes;
import org.drey.blocklist.publish.FileStamp;
import org.drey.blocklist.publish.KeySource;
import org.jspecify.annotations.Nullable;

/** One list in a file, compiled or plain: what the file holds is in force. */
public final class ListInFile implements ListSource {
  private final Path file;
  private final @Nullable ListKey key;
  private @Nullable FileStamp read;
  private ListSet lists = ListSet.EMPTY;

  /**
   * Follows a file.
   *
   * @param key of the list; null for a plain one, which then is its own key
   */
  public ListInFile(Path file, @Nullable ListKey key) {
    this.file = file;
    this.key = key;
  }

  /**
   * Opens a list, compiled or plain.
   *
   * @param key of the list; a plain one without a key is its own key
   * @throws IOException if it cannot be read, is damaged or malformed, or is compiled and there is
   *     no key, or another one
   */
  public static ListIndex open(Path file, @Nullable ListKey key) throws IOException {
    if (!ListFile.isCompiled(file)) {
      return key == null ? PlainLists.read(file) : PlainLists.read(file, key);
    }
    if (key == null) {
      throw new DamagedListException(
          String.valueOf(file.getFileName()),
          "is compiled, so its key is needed: --key-file FILE, or " + KeySource.VARIABLE);
    }
    return ListIndex.open(file, key);
  }

  @Override
  public LoadedLists look() throws IOException {
    if (!ListFile.isCompiled(file)) {
      checkMode();
    }
    FileStamp stamp = FileStamp.of(file);
    if (!Objects.equals(stamp, read)) {
      ListIndex index = open(file, key);
      read = stamp;
      lists = ListSet.EMPTY.with(ListInForce.announced(index, 0, stamp.modified()));
    }
    return new LoadedLists(lists, List.of());
  }

  /** A plain list is in the clear, also if it can be read by others only since it was loaded. */
  private void checkMode() throws IOException {
    Optional<String> problem = FileModes.problem("the list", file);
    if (problem.isPresent()) {
      throw new IOException(problem.get());
    }
  }
}

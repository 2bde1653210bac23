package org.drey.edge.icap;

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
import org.drey.blocklist.publish.FileStamp;
import org.drey.edge.FileModes;
import org.jspecify.annotations.Nullable;

/** One list in a file, compiled or plain. Not for several threads at once. */
public final class ListInFile implements ListProvider {
  private final Path file;
  private final @Nullable ListKey key;
  private @Nullable FileStamp read;

  /**
   * Follows a file.
   *
   * @param key of the list; null for a plain one, which then is its own key
   */
  public ListInFile(Path file, @Nullable ListKey key) {
    this.file = file;
    this.key = key;
  }

  @Override
  public Found now(@Nullable CurrentLists before) throws IOException {
    if (!ListFile.isCompiled(file)) {
      checkMode();
    }
    FileStamp stamp = FileStamp.of(file);
    if (before != null && Objects.equals(stamp, read)) {
      return Found.all(before);
    }
    ListIndex index = open();
    read = stamp;
    return Found.all(
        new CurrentLists(List.of(new CurrentLists.One(index, index.version(), stamp.modified()))));
  }

  /** A plain list is in the clear, also if it can be read by others only since it was loaded. */
  private void checkMode() throws IOException {
    Optional<String> problem = FileModes.problem("the list", file);
    if (problem.isPresent()) {
      throw new IOException(problem.get());
    }
  }

  private ListIndex open() throws IOException {
    if (!ListFile.isCompiled(file)) {
      return key == null ? PlainLists.read(file) : PlainLists.read(file, key);
    }
    if (key == null) {
      throw new DamagedListException(
          String.valueOf(file.getFileName()), "is compiled, so its key is needed: --key-file FILE");
    }
    return ListIndex.open(file, key);
  }
}

package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.base.AtomicFile;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListCheck;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.PublishedManifest.Part;

/**
 * A checked copy of a list file beside its place in a folder of lists. The copy is what counts: the
 * file itself may be another by now.
 */
record ListCopy(ListHeader header, Part part, Path copy, Path target, ListFolder folder)
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

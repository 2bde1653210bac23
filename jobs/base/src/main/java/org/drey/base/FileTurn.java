package org.drey.base;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The turn of one of several processes, or of several in one: whoever has the lock of a file that
 * is there for it. It ends with the process at the latest.
 */
public final class FileTurn implements Closeable {
  private final FileChannel channel;
  private boolean isTaken;

  /** Makes the file, for its owner alone, if it is not there; takes nothing yet. */
  public FileTurn(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            OwnerOnly.attributes(file));
  }

  /** Returns whether it is ours, now or since before; does not wait for others. */
  public boolean take() throws IOException {
    if (!isTaken) {
      try {
        isTaken = channel.tryLock() != null;
      } catch (OverlappingFileLockException e) {
        return false; // another one in this process has it
      }
    }
    return isTaken;
  }

  /** Ends it, and leaves the file. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}

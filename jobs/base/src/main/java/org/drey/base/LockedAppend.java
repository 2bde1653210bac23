package org.drey.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Appends to files of tokens that several may write: of two at once, in this process or another,
 * one comes after the other.
 */
public final class LockedAppend {
  private LockedAppend() {}

  /** The text to append, which may depend on how the file ends. */
  @FunctionalInterface
  public interface AppendedText {
    /**
     * The bytes.
     *
     * @param file as it is now; no one else writes it meanwhile
     */
    byte[] to(FileChannel file) throws IOException;
  }

  /** Appends, and waits until the disk has it. A file that it makes is for its owner alone. */
  public static synchronized void append(Path file, AppendedText addition) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                OwnerOnly.attributes(file));
        FileLock lock = channel.lock()) {
      ByteBuffer bytes = ByteBuffer.wrap(addition.to(channel));
      channel.position(channel.size());
      while (lock.isValid() && bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}

package org.drey.collect.lines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.drey.base.AtomicFile;
import org.drey.base.Sha256Digests;

/**
 * The place up to which a file was read, and the brokers have it.
 *
 * @param file by which the system knows the file, whatever its name
 * @param head a digest of the first bytes up to the place, at most {@link #HEAD_BYTES}: a new file
 *     may get the number of one that was removed, and begin with the same line
 */
record FilePosition(String file, String head, long position) {
  /** By so many bytes files are distinguished. */
  static final int HEAD_BYTES = 4_096;

  /** The place in a file. */
  static FilePosition of(String file, FileChannel channel, long position) throws IOException {
    return new FilePosition(file, head(channel, position), position);
  }

  /** Returns whether a file is the one, and not shorter than it was. */
  boolean isOf(LogFolder.LogFile other) {
    if (!other.key().equals(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(other.path(), StandardOpenOption.READ)) {
      return channel.size() >= position && head(channel, position).equals(head);
    } catch (IOException e) {
      return false;
    }
  }

  private static String head(FileChannel channel, long position) throws IOException {
    return HexFormat.of().formatHex(Sha256Digests.sha256(start(channel, position)));
  }

  /** Returns the first bytes of a file up to a place, by which it is recognised. */
  static byte[] start(FileChannel channel, long position) throws IOException {
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(position, HEAD_BYTES));
    while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
      // until it is full, or no more is there
    }
    return start.array();
  }

  /** Reads a note; nothing if there is none. */
  static Optional<FilePosition> read(Path note) throws IOException {
    if (!Files.exists(note)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
    try {
      return Optional.of(
          new FilePosition(lines.get(0), lines.get(1), Long.parseLong(lines.get(2))));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException(note + " is no note of a collector; remove it", e);
    }
  }

  void write(Path note) throws IOException {
    String text = file + "\n" + head + "\n" + position + "\n";
    AtomicFile.writePrivate(note, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}

package org.drey.collect.lines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.drey.event.wire.RecordLimits;

/** A log that is read as it grows. For one thread. */
final class OpenLog implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  private final FileChannel channel;
  private final String key;
  private final byte[] piece = new byte[PIECE];
  private final LineSplitter splitter;
  private byte[] start = new byte[0];
  private long read;

  /**
   * A log that is read from a place on.
   *
   * @param from the beginning of a line; what is before it is looked at, but not taken
   * @throws NoSuchFileException if it no longer has its name
   */
  OpenLog(LogFolder.LogFile file, long from, LineIntake intake)
      throws IOException, InterruptedException {
    this.channel = FileChannel.open(file.path(), StandardOpenOption.READ);
    try {
      if (!file.isThere()) {
        throw new NoSuchFileException(file.path().toString(), null, "it was just renamed");
      }
      this.key = file.key();
      this.read = from;
      this.splitter = new LineSplitter(intake, from);
      if (from > 0) {
        prepare(from, intake);
      }
      start = FilePosition.start(channel, read);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Shows the reader the heads of the file, and counts the lines of the part that was begun. */
  private void prepare(long from, LineIntake intake) throws IOException, InterruptedException {
    long part = from / LineIds.PART_BYTES * LineIds.PART_BYTES;
    pass(0, Math.min(from, RecordLimits.MAX_RECORD_BYTES), intake::first);
    pass(Math.max(0, part - 1), from, intake::before); // from there to see where a line begins
  }

  /** A look at a line. */
  private interface Look {
    void at(byte[] line, long position);
  }

  private void pass(long from, long to, Look look) throws IOException, InterruptedException {
    LineSplitter passed =
        new LineSplitter(
            new LineSplitter.LineTaker() {
              @Override
              public void take(byte[] line, long position) {
                look.at(line, position);
              }

              @Override
              public void tooLong(long position) {}
            },
            from);
    long at = from;
    while (at < to) {
      int length = channel.read(ByteBuffer.wrap(piece, 0, (int) Math.min(PIECE, to - at)), at);
      if (length <= 0) {
        return;
      }
      passed.take(piece, length);
      at += length;
    }
  }

  /** Reads what is there, at most one piece; returns whether there was any. */
  boolean read() throws IOException, InterruptedException {
    int length = channel.read(ByteBuffer.wrap(piece), read);
    if (length <= 0) {
      return false;
    }
    read += length;
    splitter.take(piece, length);
    if (start.length < FilePosition.HEAD_BYTES) {
      start = FilePosition.start(channel, read);
    }
    return true;
  }

  /** Takes what is there of a last line that does not end. */
  void end() throws IOException, InterruptedException {
    splitter.end();
  }

  /** Returns whether the file was cut: it is shorter than what was read, or begins otherwise. */
  boolean isCut() throws IOException {
    return channel.size() < read
        || !Arrays.equals(start, FilePosition.start(channel, start.length));
  }

  /** By what the system knows the file, whatever its name. */
  String key() {
    return key;
  }

  /** The place of the first line that was not taken. */
  FilePosition position() throws IOException {
    return FilePosition.of(key, channel, splitter.lineStart());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

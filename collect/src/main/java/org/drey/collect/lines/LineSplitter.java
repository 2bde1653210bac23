package org.drey.collect.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.drey.event.wire.RecordLimits;

/** Bytes cut into lines. Of a line that is too long nothing is kept. For one thread. */
public final class LineSplitter {
  private static final int PIECE = 1 << 16;

  private final LineTaker taker;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean isTooLong;
  private long lineStart;
  private long position;

  /** Takes lines. */
  public interface LineTaker {
    /**
     * Takes a line.
     *
     * @param line without its end
     * @param position of its first byte
     */
    void take(byte[] line, long position) throws IOException, InterruptedException;

    /**
     * Notes a line that is longer than any record.
     *
     * @param position of its first byte
     */
    void tooLong(long position);
  }

  /**
   * A splitter of bytes.
   *
   * @param position of the first that comes
   */
  public LineSplitter(LineTaker taker, long position) {
    this.taker = taker;
    this.lineStart = position;
    this.position = position;
  }

  /** Reads all there is, and takes what is after the last line break as a line, too. */
  public void readAll(InputStream in) throws IOException, InterruptedException {
    byte[] piece = new byte[PIECE];
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      take(piece, length);
    }
    end();
  }

  /** Takes the next bytes. */
  void take(byte[] bytes, int length) throws IOException, InterruptedException {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        append(bytes, start, i);
        position += i + 1L - start;
        start = i + 1;
        finish();
      }
    }
    append(bytes, start, length);
    position += length - start;
  }

  private void append(byte[] bytes, int start, int end) {
    isTooLong |= line.size() + end - start > RecordLimits.MAX_RECORD_BYTES;
    if (isTooLong) {
      line.reset();
    } else {
      line.write(bytes, start, end - start);
    }
  }

  /** Takes what is there of a line that does not end. */
  void end() throws IOException, InterruptedException {
    if (position > lineStart) {
      finish();
    }
  }

  private void finish() throws IOException, InterruptedException {
    if (isTooLong) {
      taker.tooLong(lineStart);
    } else {
      byte[] whole = line.toByteArray();
      taker.take(withoutReturn(whole), lineStart);
    }
    isTooLong = false;
    line.reset();
    lineStart = position;
  }

  private static byte[] withoutReturn(byte[] line) {
    return line.length > 0 && line[line.length - 1] == '\r'
        ? Arrays.copyOf(line, line.length - 1)
        : line;
  }

  /** The place of the first byte that no line has had. */
  long lineStart() {
    return lineStart;
  }
}

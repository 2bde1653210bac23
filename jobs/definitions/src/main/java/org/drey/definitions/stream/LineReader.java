package org.drey.definitions.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.drey.event.wire.RecordLimits;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines as bytes, without ever holding more of one than a record may have: of a longer line
 * the beginning is returned, one byte too long, and the rest is skipped.
 */
public final class LineReader implements AutoCloseable {
  private static final int MAX_BYTES = RecordLimits.MAX_RECORD_BYTES + 1;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
  private int at;
  private int end;

  /** Reads from a stream, which it closes. */
  public LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line without its line break, or null at the end. */
  public byte @Nullable [] next() throws IOException {
    if (!fill()) {
      return null;
    }
    line.reset();
    boolean broken = false;
    while (!broken && fill()) {
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      line.write(buffer, at, Math.min(stop - at, MAX_BYTES - line.size()));
      broken = stop < end;
      at = broken ? stop + 1 : stop;
    }
    return line.toByteArray();
  }

  /** Returns whether a line has nothing but blanks. */
  public static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b < 0 || b > ' ') { // bytes of other characters are below zero
        return false;
      }
    }
    return true;
  }

  /** Returns whether there are bytes to read. */
  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return at < end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

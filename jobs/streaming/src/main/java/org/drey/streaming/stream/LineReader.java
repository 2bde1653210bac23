package org.drey.streaming.stream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.drey.event.wire.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines as bytes, without ever holding more of one than a record may have: of a longer line
 * the beginning is returned, one byte too long, and the rest is skipped.
 */
final class LineReader implements AutoCloseable {
  private static final int MOST = Limits.MAX_RECORD_BYTES + 1;
  private static final int BUFFER = 1 << 16;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER);
  }

  /** The next line without its line break, or null at the end. */
  byte @Nullable [] next() throws IOException {
    line.reset();
    int read = in.read();
    if (read < 0) {
      return null;
    }
    while (read >= 0 && read != '\n') {
      if (line.size() < MOST) {
        line.write(read);
      }
      read = in.read();
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

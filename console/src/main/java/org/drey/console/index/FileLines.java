package org.drey.console.index;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.drey.event.wire.RecordLimits;

/** Whole lines of a file from a position on. */
final class FileLines {
  private static final int BUFFER = 1 << 16;

  private FileLines() {}

  /**
   * Lines without their ends; of one that no record can be, no more than shows that.
   *
   * @param end the position after the last of them
   */
  record Batch(List<byte[]> lines, long end) {}

  /** A batch ends with the line that makes it as long as this. */
  private static final int MAX_BYTES = 4 << 20;

  /**
   * Reads at most so many lines, and no more than a few megabytes; one without a line break is not
   * there yet.
   */
  static Batch read(Path file, long from, int most) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    long position = from;
    long end = from;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      InputStream in =
          new BufferedInputStream(Channels.newInputStream(channel.position(from)), BUFFER);
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int bytes = 0;
      int c = in.read();
      while (c >= 0) {
        position++;
        if (c == '\n') {
          lines.add(line.toByteArray());
          bytes += line.size();
          line.reset();
          end = position;
        } else if (line.size() <= RecordLimits.MAX_RECORD_BYTES) {
          line.write(c);
        }
        c = lines.size() < most && bytes < MAX_BYTES ? in.read() : -1;
      }
    }
    return new Batch(lines, end);
  }
}

package org.drey.alerts.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.base.OwnerOnly;
import org.drey.event.json.JsonLineWriter;

/** A file of records, a line each; only appended to. */
public final class LineFile {
  private LineFile() {}

  /**
   * Appends a record, and waits until the disk has it. A last line that was cut off stays a line of
   * its own. A file that it makes is for its owner alone. Of two at once, in this process or
   * another, one comes after the other.
   */
  public static synchronized void append(Path file, SpecificRecordBase record) throws IOException {
    byte[] line = new JsonLineWriter().write(record);
    try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                OwnerOnly.attributes(file));
        FileLock lock = channel.lock()) {
      long size = channel.size();
      boolean isCut = size > 0 && last(channel, size) != '\n';
      ByteBuffer bytes = ByteBuffer.allocate(line.length + 2);
      if (isCut) {
        bytes.put((byte) '\n');
      }
      bytes.put(line).put((byte) '\n').flip();
      channel.position(size);
      while (lock.isValid() && bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static byte last(FileChannel channel, long size) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    channel.read(one, size - 1);
    return one.get(0);
  }
}

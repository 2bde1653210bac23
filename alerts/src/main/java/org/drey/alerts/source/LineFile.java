package org.drey.alerts.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.base.LockedAppend;
import org.drey.event.json.JsonLineWriter;

/** A file of records, a line each; only appended to. */
public final class LineFile {
  private LineFile() {}

  /**
   * Appends a record, and waits until the disk has it. A last line that was cut off stays a
   * separate line. A file that it makes is for its owner alone. Of two at once, in this process or
   * another, one comes after the other.
   */
  public static void append(Path file, SpecificRecordBase record) throws IOException {
    byte[] line = new JsonLineWriter().write(record);
    LockedAppend.append(
        file,
        lines -> {
          long size = lines.size();
          boolean isCut = size > 0 && last(lines, size) != '\n';
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          if (isCut) {
            bytes.write('\n');
          }
          bytes.writeBytes(line);
          bytes.write('\n');
          return bytes.toByteArray();
        });
  }

  private static byte last(FileChannel channel, long size) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    channel.read(one, size - 1);
    return one.get(0);
  }
}

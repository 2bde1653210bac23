package org.drey.rules.log;

import java.util.List;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.state.ByteReader;
import org.drey.rules.state.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * The head of a log, which every step of an entity reads: the newest observations, and where all
 * else is.
 */
final class LogHead {
  private static final int VERSION = 1;

  /** About how many bytes most have besides their observations. */
  private static final int OTHER_BYTES = 128;

  /** The time of the newest observation that the index has had. */
  long newestIndexed = Long.MIN_VALUE;

  /** The number of observations in the index. */
  int indexed;

  int height;
  int next;

  /** The number of the uppermost node of the index. */
  int root;

  final HeadNotes notes = new HeadNotes();

  LogChunk tail = new LogChunk(-1, List.of());

  static LogHead decode(EntityKey entity, byte @Nullable [] bytes) {
    LogHead head = new LogHead();
    if (bytes == null) {
      return head;
    }
    ByteReader in = new ByteReader(bytes);
    in.checkVersion(VERSION);
    head.height = in.readInt();
    if (head.height > 0) {
      head.newestIndexed = in.readFixed();
      head.indexed = in.readInt();
      head.next = in.readInt();
      head.root = in.readInt();
    }
    head.notes.read(in);
    head.tail = new LogChunk(-1, ChunkCodec.decode(entity, in.readBytes()));
    return head;
  }

  byte[] encode(EntityKey entity) {
    ByteWriter newest = ChunkCodec.encode(entity, tail.observations);
    ByteWriter out =
        new ByteWriter(newest.size() + OTHER_BYTES).writeByte(VERSION).writeLong(height);
    if (height > 0) {
      out.writeFixed(newestIndexed).writeLong(indexed).writeLong(next).writeLong(root);
    }
    notes.write(out);
    return out.writeBytes(newest).toBytes();
  }
}

package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/** The sections of a file before they are written; laid out as {@link Segment} reads them. */
final class Sections {
  private final LongArrayList nodes;
  private final IntArrayList flags;
  private final LongArrayList records;
  private final int bucketBits;

  private Sections(LongArrayList nodes, IntArrayList flags, LongArrayList records) {
    this.nodes = nodes;
    this.flags = flags;
    this.records = records;
    this.bucketBits = Segment.bucketBits(nodes.size());
  }

  /** Takes nodes in unsigned order, the records of each before it, in the order of its flags. */
  static final class Builder {
    private final LongArrayList nodes;
    private final IntArrayList flags;
    private final LongArrayList records;

    Builder(int expected) {
      nodes = new LongArrayList(expected);
      flags = new IntArrayList(expected);
      records = new LongArrayList(expected * Segment.RECORD);
    }

    void node(long node, int nodeFlags) {
      nodes.add(node);
      flags.add(nodeFlags);
    }

    void record(long verifying, long id, long meta) {
      records.add(verifying);
      records.add(id);
      records.add(meta);
    }

    Sections build() {
      return new Sections(nodes, flags, records);
    }
  }

  int bucketBits() {
    return bucketBits;
  }

  int nodes() {
    return nodes.size();
  }

  int records() {
    return records.size() / Segment.RECORD;
  }

  long node(int n) {
    return nodes.getLong(n);
  }

  int flags(int n) {
    return flags.getInt(n);
  }

  /** A part of a record: 0 verifying fingerprint, 1 id, 2 meta. */
  long record(int record, int part) {
    return records.getLong(record * Segment.RECORD + part);
  }

  void writeTo(OutputStream stream) throws IOException {
    WritableByteChannel out = Channels.newChannel(stream);
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    writeStarts(out, buffer, false);
    writeStarts(out, buffer, true);
    for (int n = 0; n < nodes.size(); n++) {
      room(out, buffer).putLong(node(n) << Flags.BITS | flags(n));
    }
    for (int record = 0; record < records(); record++) {
      room(out, buffer).putLong(record(record, 0));
    }
    for (int record = 0; record < records(); record++) {
      room(out, buffer).putLong(record(record, 1));
      room(out, buffer).putLong(record(record, 2));
    }
    flush(out, buffer);
  }

  /** For each bucket where its nodes or records begin, and one more for the end. */
  private void writeStarts(WritableByteChannel out, ByteBuffer buffer, boolean ofRecords)
      throws IOException {
    int n = 0;
    int before = 0;
    int numbers = 2 * Segment.directoryWords(bucketBits);
    for (int bucket = 0; bucket < numbers; bucket++) {
      while (n < nodes.size() && Segment.bucket(node(n), bucketBits) < bucket) {
        before += ofRecords ? Flags.records(flags(n)) : 1;
        n++;
      }
      room(out, buffer).putInt(before);
    }
  }

  private static ByteBuffer room(WritableByteChannel out, ByteBuffer buffer) throws IOException {
    if (buffer.remaining() < Long.BYTES) {
      flush(out, buffer);
    }
    return buffer;
  }

  private static void flush(WritableByteChannel out, ByteBuffer buffer) throws IOException {
    out.write(buffer.flip());
    buffer.clear();
  }
}

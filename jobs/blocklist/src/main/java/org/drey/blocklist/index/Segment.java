package org.drey.blocklist.index;

import java.nio.ByteBuffer;

/**
 * The nodes of one file with their records, read in place: mapped, or on the heap for a list that
 * was compiled in memory. Asked only on a hit. Immutable; any thread may read.
 *
 * <p>Layout, all little-endian: where each bucket's nodes begin, where its records begin (one
 * number of 32 bits a bucket and one more, filled up to 64 bits), the nodes as in {@link
 * NodeTable}, the verifying fingerprints of all records, then entry id and {@link Meta} of each.
 * Records stand in the order of their nodes, and of the flags within a node. What a lookup verifies
 * by stands by itself, so that it is on a third of the pages.
 */
final class Segment {
  /** The fewest bits of a bucket's number: as many as the flags push out of a word. */
  private static final int MIN_BUCKET_BITS = Flags.BITS;

  private static final int FEWEST_A_BUCKET = 6;

  /** Longs in a record. */
  static final int RECORD = 3;

  /** What {@link #record} answers where the node has no such record, or is unknown here. */
  static final int NONE = -1;

  /** The node is in this file and is taken out by it, or has lost the record asked for. */
  static final int GONE = -2;

  private final ByteBuffer bytes;
  private final int bucketBits;
  private final int nodes;
  private final int nodeStarts;
  private final int recordStarts;
  private final int firstNode;
  private final int firstVerifying;
  private final int firstRecord;

  /** A file's sections, which begin at {@code offset}. */
  Segment(ByteBuffer littleEndian, int offset, int bucketBits, int nodes, int records) {
    int directory = directoryWords(bucketBits) * Long.BYTES;
    this.bytes = littleEndian;
    this.bucketBits = bucketBits;
    this.nodes = nodes;
    this.nodeStarts = offset;
    this.recordStarts = offset + directory;
    this.firstNode = offset + 2 * directory;
    this.firstVerifying = firstNode + nodes * Long.BYTES;
    this.firstRecord = firstVerifying + records * Long.BYTES;
  }

  /** Six to twelve nodes a bucket: one or two cache lines. */
  static int bucketBits(int nodes) {
    int buckets = Math.max(1, nodes / FEWEST_A_BUCKET);
    return Math.max(MIN_BUCKET_BITS, 31 - Integer.numberOfLeadingZeros(buckets));
  }

  /** A directory has one number more than buckets, two numbers to 64 bits. */
  static int directoryWords(int bucketBits) {
    return ((1 << bucketBits) + 2) / 2;
  }

  static int bucket(long fingerprint, int bucketBits) {
    return (int) (fingerprint >>> (Long.SIZE - bucketBits));
  }

  /** How many bytes the sections take. */
  static long size(int bucketBits, int nodes, int records) {
    return (2L * directoryWords(bucketBits) + nodes + (long) RECORD * records) * Long.BYTES;
  }

  int bucketBits() {
    return bucketBits;
  }

  int nodes() {
    return nodes;
  }

  /** The fingerprints of all nodes, in order. */
  long[] fingerprints() {
    long[] fingerprints = new long[nodes];
    for (int bucket = 0; bucket < 1 << bucketBits; bucket++) {
      long top = (long) bucket >>> (bucketBits - Flags.BITS) << (Long.SIZE - Flags.BITS);
      for (int n = start(nodeStarts, bucket); n < start(nodeStarts, bucket + 1); n++) {
        fingerprints[n] = top | word(n) >>> Flags.BITS;
      }
    }
    return fingerprints;
  }

  /** The flags of all nodes, in order. */
  int[] flags() {
    int[] flags = new int[nodes];
    for (int n = 0; n < nodes; n++) {
      flags[n] = flags(n);
    }
    return flags;
  }

  /** The number of the record that a node has for one of its flags, or {@link #NONE}. */
  int record(long fingerprint, int flag) {
    int bucket = bucket(fingerprint, bucketBits);
    int record = start(recordStarts, bucket);
    for (int n = start(nodeStarts, bucket); n < start(nodeStarts, bucket + 1); n++) {
      int flags = flags(n);
      if ((word(n) ^ fingerprint << Flags.BITS) >>> Flags.BITS == 0) {
        return (flags & flag) == 0 ? GONE : record + Flags.record(flags, flag);
      }
      record += Flags.records(flags);
    }
    return NONE;
  }

  int flags(int node) {
    return (int) word(node) & Flags.ALL;
  }

  long verifying(int record) {
    return bytes.getLong(firstVerifying + record * Long.BYTES);
  }

  long id(int record) {
    return recordPart(record, 0);
  }

  long meta(int record) {
    return recordPart(record, 1);
  }

  private long recordPart(int record, int part) {
    return bytes.getLong(firstRecord + (record * (RECORD - 1) + part) * Long.BYTES);
  }

  private long word(int node) {
    return bytes.getLong(firstNode + node * Long.BYTES);
  }

  private int start(int directory, int bucket) {
    return bytes.getInt(directory + bucket * Integer.BYTES);
  }
}

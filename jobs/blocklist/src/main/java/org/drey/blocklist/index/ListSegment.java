package org.drey.blocklist.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * The sections of one file, read in place: mapped, or on the heap for a list that was compiled in
 * memory. Immutable; any thread may read.
 *
 * <p>Layout, all little-endian, 64 bits each unless said otherwise: the filters; the table; the
 * verifying fingerprint of each record at the record's place in the table, so that both are asked
 * of memory at once; how many records are before each block of the table, 32 bits; entry id and
 * {@link EntryFlags} of each record; in a difference the nodes that are passed on the way to its
 * records.
 */
final class ListSegment {
  /** The verifying word if there is no record. */
  static final long EMPTY = 0;

  private static final int RECORD = 2;

  private final ByteBuffer bytes;
  private final TableLayout placement;
  private final int passed;
  private final int filtersAt;
  private final int tableAt;
  private final int verifyingAt;
  private final int blocksAt;
  private final int recordsAt;
  private final int passedAt;

  /** A file's sections, which begin at {@code offset}. */
  ListSegment(ByteBuffer all, int offset, TableLayout placement, int records, int passed) {
    this.bytes = all.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.placement = placement;
    this.passed = passed;
    this.filtersAt = offset;
    this.tableAt = filtersAt + placement.filterWords() * Long.BYTES;
    this.verifyingAt = tableAt + placement.tableWords() * Long.BYTES;
    this.blocksAt = verifyingAt + placement.tableWords() * Long.BYTES;
    this.recordsAt = blocksAt + placement.blocks() * Integer.BYTES;
    this.passedAt = recordsAt + records * RECORD * Long.BYTES;
  }

  /** Returns how many bytes the sections take. */
  static long size(TableLayout placement, int records, int passed) {
    long words = placement.filterWords() + 2L * placement.tableWords();
    return (words + (long) RECORD * records + passed) * Long.BYTES
        + (long) placement.blocks() * Integer.BYTES;
  }

  TableLayout placement() {
    return placement;
  }

  /** Filters and table, in a new array. */
  long[] searched() {
    return longs(filtersAt, placement.filterWords() + placement.tableWords());
  }

  /** The nodes that a difference passes on the way to its records. */
  long[] passed() {
    return longs(passedAt, passed);
  }

  /** Returns what is at a place of the table: 0 for no record. */
  long word(int place) {
    return longAt(tableAt, place);
  }

  long verifying(int place) {
    return longAt(verifyingAt, place);
  }

  /** Returns which record is at a place, counted from 0. */
  int record(int place) {
    int block = place / TableLayout.BLOCK;
    int record = bytes.getInt(blocksAt + block * Integer.BYTES);
    for (int before = block * TableLayout.BLOCK; before < place; before++) {
      record += word(before) == 0 ? 0 : 1;
    }
    return record;
  }

  long id(int record) {
    return longAt(recordsAt, record * RECORD);
  }

  long meta(int record) {
    return longAt(recordsAt, record * RECORD + 1);
  }

  /** All records in the order of their nodes, and of the kinds within a node. */
  RecordCursor records() {
    return new RecordCursor(this);
  }

  private long longAt(int section, int n) {
    return bytes.getLong(section + n * Long.BYTES);
  }

  private long[] longs(int section, int count) {
    long[] longs = new long[count];
    LongBuffer from =
        bytes.slice(section, count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    from.get(longs);
    return longs;
  }
}

package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongCollection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** The sections of a file before they are written; laid out as {@link ListSegment} reads them. */
final class FileSections {
  private final EntryRows rows;

  /** The rows in the order of node and kind. */
  private final int[] order;

  /** The nodes that are written for a difference. */
  private final long[] passed;

  private final TableLayout placement;

  /** The place of each record in the table. */
  private final int[] places;

  private final long[] filters;

  private FileSections(EntryRows rows, int[] order, LongCollection above, long[] passed) {
    this.rows = rows;
    this.order = order;
    this.passed = passed;
    this.places = new int[order.length];
    this.placement = placed(TableLayout.of(above.size(), order.length));
    this.filters = new long[placement.filterWords()];
    for (int row : order) {
      long node = rows.node(row);
      filters[placement.recordWord(node)] |= TableLayout.filterBits(node);
    }
    above.forEach(node -> filters[placement.passedWord(node)] |= TableLayout.filterBits(node));
  }

  /**
   * The sections of a whole list.
   *
   * @param order of the rows that count
   * @param above nodes that are passed on the way to them
   */
  static FileSections whole(EntryRows rows, int[] order, LongCollection above) {
    return new FileSections(rows, order, above, new long[0]);
  }

  /** The sections of a difference, for rows that are in order. */
  static FileSections changes(EntryRows rows, LongCollection above) {
    long[] passed = above.toLongArray();
    Arrays.sort(passed);
    return new FileSections(rows, rows.asAdded(), above, passed);
  }

  TableLayout placement() {
    return placement;
  }

  /** Returns how many bytes they take. */
  long size() {
    return ListSegment.size(placement, records(), passed());
  }

  int records() {
    return order.length;
  }

  int passed() {
    return passed.length;
  }

  void writeTo(OutputStream stream) throws IOException {
    WritableByteChannel out = Channels.newChannel(stream);
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : filters) {
      room(out, buffer).putLong(word);
    }
    writeTable(out, buffer, row -> rows.node(row) << RecordKind.BITS | rows.kind(row));
    writeTable(out, buffer, rows::verifying);
    writeBlocks(out, buffer);
    for (int row : order) {
      room(out, buffer).putLong(rows.id(row));
      room(out, buffer).putLong(rows.meta(row));
    }
    for (long node : passed) {
      room(out, buffer).putLong(node);
    }
    flush(out, buffer);
  }

  /** The smallest table from here on in which every record comes near enough to its place. */
  private TableLayout placed(TableLayout least) {
    TableLayout tried = least;
    while (!fits(tried)) {
      tried = tried.larger();
    }
    return tried;
  }

  private boolean fits(TableLayout tried) {
    int free = 0;
    for (int n = 0; n < order.length; n++) {
      int place = tried.place(rows.node(order[n]));
      int at = Math.max(place, free);
      if (!tried.isNear(place, at)) {
        return false;
      }
      places[n] = at;
      free = at + 1;
    }
    return true;
  }

  private void writeTable(WritableByteChannel out, ByteBuffer buffer, IntToLongFunction word)
      throws IOException {
    int n = 0;
    for (int at = 0; at < placement.tableWords(); at++) {
      boolean isHere = n < places.length && places[n] == at;
      room(out, buffer).putLong(isHere ? word.applyAsLong(order[n++]) : 0);
    }
  }

  /** For each block of the table how many records are before it. */
  private void writeBlocks(WritableByteChannel out, ByteBuffer buffer) throws IOException {
    int n = 0;
    for (int block = 0; block < placement.blocks(); block++) {
      while (n < places.length && places[n] < block * TableLayout.BLOCK) {
        n++;
      }
      room(out, buffer).putInt(n);
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

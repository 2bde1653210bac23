package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;

/**
 * Records before they are written: columns, so that ten million entries fit a heap of two
 * gigabytes.
 */
final class Rows {
  private final LongArrayList nodes = new LongArrayList();
  private final IntArrayList kinds = new IntArrayList();
  private final LongArrayList verifying = new LongArrayList();
  private final LongArrayList ids = new LongArrayList();
  private final LongArrayList metas = new LongArrayList();

  /**
   * Adds a record.
   *
   * @param kind with {@link RecordKind#GONE} if that is what it says
   */
  void add(long node, int kind, long verify, long id, long meta) {
    nodes.add(node);
    kinds.add(kind);
    verifying.add(verify);
    ids.add(id);
    metas.add(meta);
  }

  /** Adds the record of a file at which a cursor stands, under another numbering of categories. */
  void add(RecordCursor at, long meta) {
    add(at.node(), at.bits(), at.verifying(), at.id(), meta);
  }

  int size() {
    return nodes.size();
  }

  long node(int row) {
    return nodes.getLong(row);
  }

  int kind(int row) {
    return kinds.getInt(row);
  }

  long verifying(int row) {
    return verifying.getLong(row);
  }

  long id(int row) {
    return ids.getLong(row);
  }

  long meta(int row) {
    return metas.getLong(row);
  }

  void setMeta(int row, long meta) {
    metas.set(row, meta);
  }

  /** The rows as they were added, which is their order already. */
  int[] asAdded() {
    int[] order = new int[size()];
    for (int row = 0; row < order.length; row++) {
      order[row] = row;
    }
    return order;
  }

  /** The rows by node (unsigned), then kind, then which record stands. */
  int[] sorted() {
    int[] order = asAdded();
    long[] signed = new long[size()];
    for (int row = 0; row < order.length; row++) {
      signed[row] = node(row) ^ Long.MIN_VALUE;
    }
    LongArrays.parallelRadixSortIndirect(order, signed, true);
    sortTies(order);
    return order;
  }

  /** A node has few rows, mostly one: an insertion sort within each run of equal nodes. */
  private void sortTies(int[] order) {
    for (int at = 1; at < order.length; at++) {
      int row = order[at];
      int to = at;
      while (to > 0 && node(order[to - 1]) == node(row) && isBefore(row, order[to - 1])) {
        order[to] = order[to - 1];
        to--;
      }
      order[to] = row;
    }
  }

  private boolean isBefore(int row, int other) {
    return kind(row) != kind(other)
        ? kind(row) < kind(other)
        : ListCompiler.comesFirst(meta(row), id(row), meta(other), id(other));
  }
}

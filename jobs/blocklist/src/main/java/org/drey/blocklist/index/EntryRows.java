package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;

/**
 * Records before they are written: columns, so that ten million entries fit a heap of two
 * gigabytes.
 */
final class EntryRows {
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

  /** Adds the record at which a cursor is, under another numbering of categories. */
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

  /** The rows by node (unsigned), then kind, then which record wins. */
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

  /** A node has mostly one row, but a host that carries many listed URLs has one for each. */
  private void sortTies(int[] order) {
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && node(order[to]) == node(order[from])) {
        to++;
      }
      if (to - from > 1) {
        IntArrays.quickSort(order, from, to, this::compare);
      }
      from = to;
    }
  }

  private int compare(int row, int other) {
    return kind(row) != kind(other)
        ? Integer.compare(kind(row), kind(other))
        : ListCompiler.compare(meta(row), id(row), meta(other), id(other));
  }
}

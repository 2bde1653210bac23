package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.EntryType;

/**
 * The records of a list while it is compiled: columns, so that ten million entries fit a heap of
 * two gigabytes.
 */
final class Rows {
  private final LongArrayList nodes = new LongArrayList();
  private final LongArrayList verifying = new LongArrayList();
  private final LongArrayList ids = new LongArrayList();
  private final LongArrayList metas = new LongArrayList();
  private final IntArrayList flags = new IntArrayList();
  private final List<EntryType> types = new ArrayList<>();

  void add(long node, int flag, long verify, long id, long meta, EntryType type) {
    nodes.add(node);
    flags.add(flag);
    verifying.add(verify);
    ids.add(id);
    metas.add(meta);
    types.add(type);
  }

  int size() {
    return nodes.size();
  }

  long node(int row) {
    return nodes.getLong(row);
  }

  int flag(int row) {
    return flags.getInt(row);
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

  EntryType type(int row) {
    return types.get(row);
  }

  /** The rows by node (unsigned), then flag, then which record stands. */
  int[] sorted() {
    int[] order = new int[size()];
    long[] signed = new long[size()];
    for (int row = 0; row < order.length; row++) {
      order[row] = row;
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
    return flag(row) != flag(other)
        ? flag(row) < flag(other)
        : ListCompiler.comesFirst(meta(row), id(row), meta(other), id(other));
  }
}

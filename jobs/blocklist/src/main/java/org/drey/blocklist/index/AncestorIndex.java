package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;

/** The nodes that a list passes on the way to its records, while it is compiled. */
final class AncestorIndex {
  /** The parent of a path's first node. */
  private static final long NONE = SipHash.START;

  private final Long2LongOpenHashMap above = new Long2LongOpenHashMap();
  private final LongArrayList aboveRows = new LongArrayList();

  /** Adds a row whose node is that of a path at {@code at}. */
  void add(LongArrayList path, int at) {
    aboveRows.add(above(path, at));
    for (int i = at - 1; i >= 0; i--) {
      long node = path.getLong(i);
      if (above.containsKey(node)) {
        checkSame(above.get(node), above(path, i));
        return;
      }
      above.put(node, above(path, i));
    }
  }

  /** Two nodes of one fingerprint would leave what is above one of them out. */
  private static void checkSame(long known, long now) {
    if (known != now) {
      throw new IllegalStateException(
          "two names have the same fingerprint under this key; compile with another key");
    }
  }

  private static long above(LongArrayList path, int at) {
    return at == 0 ? NONE : path.getLong(at - 1);
  }

  /** All nodes that are passed. */
  LongSet passed() {
    return above.keySet();
  }

  /** Adds the nodes that are passed on the way to a row. */
  void passedTo(int row, LongOpenHashSet passed) {
    for (long node = aboveRows.getLong(row); node != NONE; node = above.get(node)) {
      passed.add(node);
    }
  }
}

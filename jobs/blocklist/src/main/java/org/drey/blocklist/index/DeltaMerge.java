package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.List;

/** Several differences, each from the version that the one before leads to, as one. */
final class DeltaMerge {
  private DeltaMerge() {}

  /**
   * One difference for all of these, the oldest first; in halves, so that no record moves often.
   */
  static ListFile of(List<ListFile> deltas, ListKey key) {
    int half = deltas.size() / 2;
    return half == 0
        ? deltas.get(0)
        : of(of(deltas.subList(0, half), key), of(deltas.subList(half, deltas.size()), key), key);
  }

  /** Merges two files; for a record that both have, the newer one wins. */
  private static ListFile of(ListFile older, ListFile newer, ListKey key) {
    EntryRows rows = new EntryRows();
    RecordCursor was = older.segment().records();
    RecordCursor is = newer.segment().records();
    was.next();
    is.next();
    while (!was.isAtEnd() || !is.isAtEnd()) {
      int order = order(was, is);
      if (order < 0) {
        List<String> categories = older.header().categories();
        rows.add(was, EntryFlags.renumbered(was.meta(), categories, newer.header().categories()));
      } else {
        rows.add(is, is.meta());
        is.next();
      }
      if (order <= 0) {
        was.next();
      }
    }
    LongOpenHashSet passed = new LongOpenHashSet(older.segment().passed());
    for (long node : newer.segment().passed()) {
      passed.add(node);
    }
    FileSections changes = FileSections.changes(rows, passed);
    return CompiledList.difference(older.header().baseVersion(), newer.header(), changes, key)
        .inMemory();
  }

  private static int order(RecordCursor was, RecordCursor is) {
    if (was.isAtEnd() || is.isAtEnd()) {
      return was.isAtEnd() ? 1 : -1;
    }
    return was.compareTo(is.node(), RecordKind.of(is.bits()));
  }
}

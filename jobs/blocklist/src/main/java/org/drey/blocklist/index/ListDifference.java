package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.List;

/** The changes that make one version of a list another. */
final class ListDifference {
  private final RecordCursor old;
  private final List<String> oldCategories;
  private final List<String> categories;
  private final EntryRows changes = new EntryRows();
  private final LongOpenHashSet passed = new LongOpenHashSet();

  private ListDifference(ListFile base, List<String> categories) {
    this.old = base.segment().records();
    this.oldCategories = base.header().categories();
    this.categories = categories;
  }

  /**
   * The records that are new or say something else, with all nodes that are passed on the way to
   * them, and those that are gone.
   *
   * @param order of the rows that count
   * @param categories as the rows number them
   */
  static FileSections between(
      ListFile base, EntryRows now, int[] order, AncestorIndex ancestry, List<String> categories) {
    return new ListDifference(base, categories).walk(now, order, ancestry);
  }

  /** One pass over both, which are in the same order. */
  private FileSections walk(EntryRows now, int[] order, AncestorIndex ancestry) {
    old.next();
    for (int row : order) {
      while (!old.isAtEnd() && old.compareTo(now.node(row), now.kind(row)) < 0) {
        goneAndNext();
      }
      boolean known = !old.isAtEnd() && old.compareTo(now.node(row), now.kind(row)) == 0;
      if (!known || !isSame(now, row)) {
        changes.add(now.node(row), now.kind(row), now.verifying(row), now.id(row), now.meta(row));
        ancestry.passedTo(row, passed);
      }
      if (known) {
        old.next();
      }
    }
    while (!old.isAtEnd()) {
      goneAndNext();
    }
    return FileSections.changes(changes, passed);
  }

  private void goneAndNext() {
    changes.add(old.node(), old.bits() | RecordKind.GONE, old.verifying(), 0, 0);
    old.next();
  }

  private boolean isSame(EntryRows now, int row) {
    return old.verifying() == now.verifying(row)
        && old.id() == now.id(row)
        && EntryFlags.renumbered(old.meta(), oldCategories, categories) == now.meta(row);
  }
}

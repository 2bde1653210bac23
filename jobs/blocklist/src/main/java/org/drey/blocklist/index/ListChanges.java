package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.List;

/**
 * The differences between two whole versions of a list, by entry ids, so that no key is needed for
 * it.
 *
 * @param added ids that only the newer version has, sorted
 * @param removed ids that only the older version has, sorted
 * @param changed ids whose policy or categories are different, sorted
 */
public record ListChanges(List<Long> added, List<Long> removed, List<Long> changed) {

  /**
   * Compares two files.
   *
   * @throws DamagedListException if one is a difference itself, or they are of two lists or keys
   */
  public static ListChanges between(ListFile old, ListFile now) throws DamagedListException {
    check(old.header(), now.header());
    ListCheck.structure(old);
    ListCheck.structure(now);
    List<String> categories = now.header().categories();
    Entries before = Entries.of(old, categories);
    Entries after = Entries.of(now, categories);
    LongArrayList added = new LongArrayList();
    LongArrayList removed = new LongArrayList();
    LongArrayList changed = new LongArrayList();
    int was = 0;
    for (int is = 0; is < after.ids.length; is++) {
      while (was < before.ids.length && before.ids[was] < after.ids[is]) {
        removed.add(before.ids[was++]);
      }
      if (was == before.ids.length || before.ids[was] != after.ids[is]) {
        added.add(after.ids[is]);
      } else if (before.metas[was++] != after.metas[is]) {
        changed.add(after.ids[is]);
      }
    }
    removed.addElements(removed.size(), before.ids, was, before.ids.length - was);
    return new ListChanges(added, removed, changed);
  }

  private static void check(ListHeader old, ListHeader now) throws DamagedListException {
    if (old.isDelta() || now.isDelta()) {
      throw new DamagedListException(
          now.listId(), "two whole versions are compared, and one of these is a difference");
    }
    if (!old.listId().equals(now.listId())) {
      throw new DamagedListException(now.listId(), "the other is of list " + old.listId());
    }
    if (!old.keyCheck().equals(now.keyCheck())) {
      throw new DamagedListException(
          now.listId(), "made with two keys, so that no entry has the same id in both");
    }
  }

  /** Each entry's id and meta, by id. */
  private static final class Entries {
    private final long[] ids;
    private final long[] metas;

    private Entries(long[] ids, long[] metas) {
      this.ids = ids;
      this.metas = metas;
      LongArrays.radixSort(ids, metas);
    }

    static Entries of(ListFile file, List<String> categories) {
      List<String> known = file.header().categories();
      LongArrayList ids = new LongArrayList();
      LongArrayList metas = new LongArrayList();
      RecordCursor at = file.segment().records();
      while (at.next()) {
        // A host that carries a listed URL repeats that entry.
        if (at.bits() != RecordKind.CARRIES) {
          ids.add(at.id());
          metas.add(EntryFlags.renumbered(at.meta(), known, categories));
        }
      }
      return new Entries(ids.toLongArray(), metas.toLongArray());
    }
  }
}

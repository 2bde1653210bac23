package org.drey.blocklist.index;

import java.util.List;

/** What has to change for one version of a list to become another. */
final class Difference {
  private final Segment old;
  private final List<String> oldCategories;
  private final Sections now;
  private final List<String> categories;

  private Difference(
      Segment old, List<String> oldCategories, Sections now, List<String> categories) {
    this.old = old;
    this.oldCategories = oldCategories;
    this.now = now;
    this.categories = categories;
  }

  /** The changed nodes with all their records; a node that is gone has no flags. */
  static Sections between(ListFile base, Sections now, List<String> categories) {
    return new Difference(base.segment(), base.header().categories(), now, categories).walk();
  }

  /** One pass over both, which are in the same order. */
  private Sections walk() {
    Sections.Builder changes = new Sections.Builder(16);
    long[] before = old.fingerprints();
    int was = 0;
    int wasRecord = 0;
    int record = 0;
    for (int n = 0; n < now.nodes(); n++) {
      long node = now.node(n);
      while (was < before.length && Long.compareUnsigned(before[was], node) < 0) {
        changes.node(before[was], 0);
        wasRecord += Flags.records(old.flags(was++));
      }
      int count = Flags.records(now.flags(n));
      boolean known = was < before.length && before[was] == node;
      if (!known || old.flags(was) != now.flags(n) || !sameRecords(wasRecord, record, count)) {
        for (int i = record; i < record + count; i++) {
          changes.record(now.record(i, 0), now.record(i, 1), now.record(i, 2));
        }
        changes.node(node, now.flags(n));
      }
      record += count;
      if (known) {
        wasRecord += Flags.records(old.flags(was++));
      }
    }
    while (was < before.length) {
      changes.node(before[was++], 0);
    }
    return changes.build();
  }

  private boolean sameRecords(int wasRecord, int record, int count) {
    for (int i = 0; i < count; i++) {
      long meta = Meta.renumbered(old.meta(wasRecord + i), oldCategories, categories);
      if (old.verifying(wasRecord + i) != now.record(record + i, 0)
          || old.id(wasRecord + i) != now.record(record + i, 1)
          || meta != now.record(record + i, 2)) {
        return false;
      }
    }
    return true;
  }
}

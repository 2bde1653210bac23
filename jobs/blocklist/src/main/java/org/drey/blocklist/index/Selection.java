package org.drey.blocklist.index;

import java.util.Collection;
import org.drey.blocklist.Policy;

/**
 * What of one {@link ListIndex} applies to a subscriber: child protection always, parental control
 * in the categories of the subscriber's profile. Made once for a profile and kept with the index.
 */
public final class Selection {
  /** A bit set of categories for each of the index's files, which number them differently. */
  private final long[] masks;

  private Selection(long[] masks) {
    this.masks = masks;
  }

  static Selection of(Collection<String> names, ListFile[] files) {
    long[] masks = new long[files.length];
    for (int i = 0; i < files.length; i++) {
      masks[i] = Meta.bits(names, files[i].header().categories());
    }
    return new Selection(masks);
  }

  boolean has(int file, long meta) {
    return Meta.policy(meta) == Policy.CHILD_PROTECTION_LIST
        || (masks[file] & Meta.categories(meta)) != 0;
  }
}

package org.drey.blocklist.index;

import java.util.Collection;
import java.util.List;
import org.drey.blocklist.Policy;

/**
 * The part of one {@link ListIndex} that applies to a subscriber: child protection always, parental
 * control in the categories of the subscriber's profile. Made once for a profile and kept with the
 * index.
 */
public final class Selection {
  /** A bit set of categories for the list and one for its changes, which number them their way. */
  private final long base;

  private final long changes;

  private Selection(long base, long changes) {
    this.base = base;
    this.changes = changes;
  }

  static Selection of(Collection<String> names, List<String> base, List<String> changes) {
    return new Selection(EntryFlags.bits(names, base), EntryFlags.bits(names, changes));
  }

  boolean has(boolean changed, long meta) {
    return EntryFlags.policy(meta) == Policy.CHILD_PROTECTION_LIST
        || ((changed ? changes : base) & EntryFlags.categories(meta)) != 0;
  }
}

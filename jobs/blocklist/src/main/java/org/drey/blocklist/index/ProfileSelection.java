package org.drey.blocklist.index;

import java.util.Collection;
import java.util.List;
import org.drey.blocklist.ListPolicy;

/**
 * The part of one {@link ListIndex} that applies to a subscriber: child protection always, parental
 * control in the categories of the subscriber's profile. Made once for a profile and kept with the
 * index.
 */
public final class ProfileSelection {
  /** A bit set of categories for the list and one for its changes, which number them their way. */
  private final long base;

  private final long changes;

  private ProfileSelection(long base, long changes) {
    this.base = base;
    this.changes = changes;
  }

  static ProfileSelection of(Collection<String> names, List<String> base, List<String> changes) {
    return new ProfileSelection(EntryFlags.bits(names, base), EntryFlags.bits(names, changes));
  }

  boolean has(boolean changed, long meta) {
    return EntryFlags.policy(meta) == ListPolicy.CHILD_PROTECTION_LIST
        || ((changed ? changes : base) & EntryFlags.categories(meta)) != 0;
  }
}

package org.drey.blocklist.compile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;

/**
 * Guards that keep entries out which would block far too much, with a person's approvals: one set
 * for a list that is compiled and for a resolver's zone.
 *
 * @param guards each speaks against single entries
 * @param key of the list, by which entries are approved one by one; null if none are
 */
public record EntryGuards(
    List<EntryGuard> guards, EntryApprovals approvals, @Nullable ListKey key) {

  /** Copies the list. */
  public EntryGuards {
    guards = List.copyOf(guards);
  }

  /** Returns whether some entry is approved by its id, for which there is no key. */
  public boolean lacksKey() {
    Set<String> ids = new HashSet<>(approvals.words());
    guards.forEach(guard -> ids.remove(guard.name()));
    ids.removeAll(Set.of(EntryApprovals.MALFORMED, ChangeGuard.NAME));
    return key == null && !ids.isEmpty();
  }

  /** Returns whether lines that are no entries are left out by approval. */
  public boolean letsMalformedPass() {
    return approvals.passing(EntryApprovals.MALFORMED, null) != null;
  }

  /** The id by which an entry is approved; null without a key. */
  @Nullable String id(ListEntry entry) {
    return key == null ? null : ListKey.text(key.idOf(entry));
  }
}

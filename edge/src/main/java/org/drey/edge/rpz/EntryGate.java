package org.drey.edge.rpz;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.compile.Approvals;
import org.drey.blocklist.compile.ChangeGuard;
import org.drey.blocklist.compile.EntryGuard;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;

/**
 * What keeps entries out that would block far too much: the same guards and approvals as when the
 * list is compiled, so that resolvers and proxies block the same.
 *
 * @param key of the list, by which entries are approved one by one; null if none are
 */
public record EntryGate(List<EntryGuard> guards, Approvals approvals, @Nullable ListKey key) {

  /** Copies the list. */
  public EntryGate {
    guards = List.copyOf(guards);
  }

  /**
   * An entry that is kept out.
   *
   * @param guard its name
   * @param entryId by which the entry can be approved; null without a key
   */
  record Refusal(String guard, @Nullable String entryId) {}

  /** What keeps an entry out; null if it may pass. */
  @Nullable Refusal refuses(ListEntry entry) {
    for (EntryGuard guard : guards) {
      if (guard.refuses(entry) != null) {
        String id = key == null ? null : ListKey.text(key.idOf(entry));
        if (!isApproved(guard.name()) && !isApproved(id)) {
          return new Refusal(guard.name(), id);
        }
      }
    }
    return null;
  }

  /** Whether some entry is approved by its id, for which there is no key. */
  public boolean lacksKey() {
    Set<String> ids = new HashSet<>(approvals.words());
    guards.forEach(guard -> ids.remove(guard.name()));
    ids.removeAll(Set.of(Approvals.MALFORMED, ChangeGuard.NAME));
    return key == null && !ids.isEmpty();
  }

  /** Whether lines that are no entries are left out, and do not refuse the list. */
  boolean letsMalformedPass() {
    return isApproved(Approvals.MALFORMED);
  }

  private boolean isApproved(@Nullable String word) {
    return word != null && approvals.words().contains(word);
  }
}

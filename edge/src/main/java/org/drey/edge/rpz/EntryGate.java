package org.drey.edge.rpz;

import java.util.List;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.compile.Approvals;
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

  /** The name of the guard that keeps an entry out; null if it may pass. */
  @Nullable String refuses(ListEntry entry) {
    for (EntryGuard guard : guards) {
      if (guard.refuses(entry) != null && !isApproved(guard, entry)) {
        return guard.name();
      }
    }
    return null;
  }

  /** Whether lines that are no entries are left out, and do not refuse the list. */
  boolean letsMalformedPass() {
    return approvals.words().contains(Approvals.MALFORMED);
  }

  private boolean isApproved(EntryGuard guard, ListEntry entry) {
    return approvals.words().contains(guard.name())
        || (key != null && approvals.words().contains(ListKey.text(key.idOf(entry))));
  }
}

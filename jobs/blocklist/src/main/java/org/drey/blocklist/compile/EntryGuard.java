package org.drey.blocklist.compile;

import java.util.List;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.name.PublicSuffixes;
import org.jspecify.annotations.Nullable;

/** Speaks against single entries that would block far more than a list should. */
public interface EntryGuard {

  /** The word by which a user passes it, such as {@code popular}. */
  String name();

  /** Returns what speaks against an entry, in words that do not reveal it; null for nothing. */
  @Nullable String refuses(ListEntry entry);

  /** The guards with the lists that ship with Drey. */
  static List<EntryGuard> shipped() {
    return of(PublicSuffixes.bundled(), PopularGuard.shipped(), CanaryGuard.shipped());
  }

  /** All guards, with lists of one's own. */
  static List<EntryGuard> of(PublicSuffixes suffixes, PopularGuard popular, CanaryGuard canary) {
    return List.of(new PublicSuffixGuard(suffixes), popular, canary, new AnyQueryGuard());
  }
}

package org.drey.blocklist;

import org.jspecify.annotations.Nullable;

/**
 * Decides for names asked of DNS. DNS sees no path, so an entry for a URL is never more than {@link
 * Decision#INSPECT} here.
 *
 * <p>Implementations are immutable and safe to share between threads, take time by the labels of
 * the name and not by the size of the list, allocate nothing on a miss, and choose among entries by
 * {@link ListMatch#PRECEDENCE}. A new version of a list is a new matcher.
 */
@FunctionalInterface
public interface NameMatcher {

  /** As {@link #match}, for a name that {@link CanonicalName#of} has returned. */
  @Nullable ListMatch matchCanonical(String canonicalName);

  /** The entry that decides for a name as seen; null for none, and for text that is no name. */
  default @Nullable ListMatch match(String name) {
    String canonical = CanonicalName.of(name);
    return canonical == null ? null : matchCanonical(canonical);
  }
}

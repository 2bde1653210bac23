package org.drey.blocklist;

import java.time.LocalDate;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A matcher that finds the entry which decides for a name or URL.
 *
 * <p>Implementations are immutable and safe to share between threads, and choose among entries by
 * {@link ListMatch#PRECEDENCE}. A new version of a list is a new matcher.
 */
public interface ListMatcher {

  /**
   * Decides for a name asked of DNS, as {@link CanonicalName#of} has returned it. DNS sees no path,
   * so an entry for a URL is never more than {@link RequestDecision#INSPECT} here.
   */
  @Nullable ListMatch matchName(String canonicalName);

  /** Decides for a URL that was asked for: never {@link RequestDecision#INSPECT}. */
  @Nullable ListMatch matchUrl(HttpUrl url);

  /**
   * Returns what a visitor can quote of an entry that was met here: 16 hex digits that only who has
   * the list's key can follow to the entry, and that are others the next day. Empty where a list
   * gives none.
   *
   * @param day in UTC
   */
  default String reference(ListMatch match, LocalDate day) {
    return "";
  }

  /** Decides for a name as seen; null for none, and for text that is no name. */
  default @Nullable ListMatch matchSeen(String name) {
    String canonical = CanonicalName.of(name);
    return canonical == null ? null : matchName(canonical);
  }
}

package org.drey.blocklist;

import java.util.Comparator;

/**
 * The entry that decides for a name or URL, without saying what the entry is.
 *
 * @param entryId opaque; means nothing without the list and its key
 * @param labels how many labels the entry's name has: the fewer, the nearer the root
 */
public record ListMatch(
    String entryId,
    MatchKind kind,
    Decision decision,
    int labels,
    Policy policy,
    ListVersion list) {

  /**
   * Which of several entries decides, the first before the others: the strongest decision, then the
   * nearest the root, then anything before DOMAIN, then the smallest id. Every matcher follows it.
   */
  public static final Comparator<ListMatch> PRECEDENCE =
      Comparator.comparing(ListMatch::decision)
          .thenComparingInt(ListMatch::labels)
          .thenComparing(match -> match.kind() == MatchKind.DOMAIN)
          .thenComparing(ListMatch::entryId)
          .thenComparing(match -> match.list().listId());
}

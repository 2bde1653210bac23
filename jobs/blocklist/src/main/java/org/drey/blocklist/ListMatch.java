package org.drey.blocklist;

import java.util.Comparator;

/**
 * The entry that decides for a name or URL, without saying what the entry is.
 *
 * @param entryId opaque; means nothing without the list and its key
 * @param depth how far from the root the entry is: the labels of its name, and for a URL entry also
 *     the steps of its path
 * @param category a word of the list's own, empty for none
 */
public record ListMatch(
    String entryId,
    MatchKind kind,
    RequestDecision decision,
    int depth,
    ListPolicy policy,
    String category,
    ListVersion list) {

  /**
   * The order in which several entries decide: the strongest decision, then child protection, then
   * the nearest the root, then the narrower kind, then the smallest id. Every matcher follows it.
   */
  public static final Comparator<ListMatch> PRECEDENCE =
      Comparator.comparing(ListMatch::decision)
          .thenComparing(ListMatch::policy)
          .thenComparingInt(ListMatch::depth)
          .thenComparing(match -> match.kind().coversMore())
          .thenComparing(ListMatch::entryId)
          .thenComparing(match -> match.list().listId());
}

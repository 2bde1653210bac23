package org.drey.streaming.lists;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * All lists in force at a moment. Immutable: a new version of one list is a new set. A question
 * that meets nothing allocates nothing.
 */
public final class ListSet {
  /** No list at all: nothing is listed. */
  public static final ListSet EMPTY = new ListSet(List.of());

  private final List<ListInForce> lists;
  private final Set<String> categories;

  private ListSet(List<ListInForce> lists) {
    this.lists = List.copyOf(lists);
    this.categories =
        lists.stream()
            .flatMap(one -> one.index().header().categories().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * An entry that was met.
   *
   * @param list the list that it stands in
   */
  public record Met(ListMatch match, ListInForce list) {}

  /** This set with one list put in, in place of its version before. */
  public ListSet with(ListInForce list) {
    List<ListInForce> next = new ArrayList<>(lists);
    next.removeIf(one -> one.version().listId().equals(list.version().listId()));
    next.add(list);
    next.sort(Comparator.comparing(one -> one.version().listId()));
    return new ListSet(next);
  }

  /** The lists, sorted by id. */
  public List<ListInForce> lists() {
    return lists;
  }

  /** The categories that any of the lists has. */
  public Set<String> categories() {
    return categories;
  }

  /** Decides for a canonical name asked of DNS; null for nothing that applies to the subscriber. */
  public @Nullable Met matchName(String canonicalName, Profile profile) {
    Met best = null;
    for (int i = 0; i < lists.size(); i++) {
      ListInForce list = lists.get(i);
      long found = list.index().findName(canonicalName, list.selection(profile));
      best = found == ListIndex.NOTHING ? best : stronger(best, met(list, found));
    }
    return best;
  }

  /** Decides for a URL that was asked for; null for nothing that applies to the subscriber. */
  public @Nullable Met matchUrl(HttpUrl url, Profile profile) {
    Met best = null;
    for (int i = 0; i < lists.size(); i++) {
      ListInForce list = lists.get(i);
      long found = list.index().findUrl(url, list.selection(profile));
      best = found == ListIndex.NOTHING ? best : stronger(best, met(list, found));
    }
    return best;
  }

  /** The one of two that decides; of equals the first. */
  public static @Nullable Met stronger(@Nullable Met first, @Nullable Met second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return ListMatch.PRECEDENCE.compare(second.match(), first.match()) < 0 ? second : first;
  }

  private static @Nullable Met met(ListInForce list, long found) {
    ListMatch match = list.index().match(found);
    return match == null ? null : new Met(match, list);
  }
}

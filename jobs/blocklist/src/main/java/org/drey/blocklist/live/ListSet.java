package org.drey.blocklist.live;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * All lists in force at a moment: of the entries of several lists {@link ListMatch#PRECEDENCE}
 * chooses, here and nowhere else. Immutable: a new version of one list is a new set. A question
 * that meets nothing allocates nothing.
 *
 * <p>As a {@link ListMatcher} it asks for all entries, of either policy and of all categories.
 */
public final class ListSet implements ListMatcher {
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
   * @param list the list that has it
   */
  public record ListHit(ListMatch match, ListInForce list) {}

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

  /**
   * Decides for a canonical name asked of DNS; null for nothing that applies.
   *
   * @param chosen the categories of parental control that apply, empty for child protection alone;
   *     null for all entries
   */
  public @Nullable ListHit meetName(String canonicalName, @Nullable Set<String> chosen) {
    ListHit best = null;
    for (int i = 0; i < lists.size(); i++) {
      ListInForce list = lists.get(i);
      long found = list.index().findName(canonicalName, list.selection(chosen));
      best = found == ListIndex.NOTHING ? best : stronger(best, met(list, found));
    }
    return best;
  }

  /** Decides for a URL that was asked for, as {@link #meetName}. */
  public @Nullable ListHit meetUrl(HttpUrl url, @Nullable Set<String> chosen) {
    ListHit best = null;
    for (int i = 0; i < lists.size(); i++) {
      ListInForce list = lists.get(i);
      long found = list.index().findUrl(url, list.selection(chosen));
      best = found == ListIndex.NOTHING ? best : stronger(best, met(list, found));
    }
    return best;
  }

  /** The one of two that decides; of equals the first. */
  public static @Nullable ListHit stronger(@Nullable ListHit first, @Nullable ListHit second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return ListMatch.PRECEDENCE.compare(second.match(), first.match()) < 0 ? second : first;
  }

  @Override
  public @Nullable ListMatch matchName(String canonicalName) {
    ListHit met = meetName(canonicalName, null);
    return met == null ? null : met.match();
  }

  @Override
  public @Nullable ListMatch matchUrl(HttpUrl url) {
    ListHit met = meetUrl(url, null);
    return met == null ? null : met.match();
  }

  @Override
  public String reference(ListMatch match, LocalDate day) {
    for (ListInForce list : lists) {
      if (list.version().listId().equals(match.list().listId())) {
        return list.reference(match, day);
      }
    }
    return "";
  }

  private static @Nullable ListHit met(ListInForce list, long found) {
    ListMatch match = list.index().match(found);
    return match == null ? null : new ListHit(match, list);
  }
}

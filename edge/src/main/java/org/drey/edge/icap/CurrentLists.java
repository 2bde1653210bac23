package org.drey.edge.icap;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The lists in force: of several entries, {@link ListMatch#PRECEDENCE} chooses. */
public record CurrentLists(List<One> lists) implements ListMatcher {
  private static final int TAG_LENGTH = 32;

  /**
   * A list.
   *
   * @param since when it was announced, or its file changed
   */
  public record One(ListMatcher matcher, ListVersion version, Instant since) {}

  /** Copies the list. */
  public CurrentLists {
    lists = List.copyOf(lists);
  }

  /** Changes with the versions in force; for the header ISTag. */
  String tag() {
    StringBuilder tag = new StringBuilder("drey");
    for (One one : lists) {
      tag.append('-').append(one.version().version());
    }
    return tag.length() <= TAG_LENGTH
        ? tag.toString()
        : "drey-" + lists.size() + "-" + Integer.toHexString(tag.toString().hashCode());
  }

  @Override
  public @Nullable ListMatch matchName(String canonicalName) {
    return first(matcher -> matcher.matchName(canonicalName));
  }

  @Override
  public @Nullable ListMatch matchUrl(HttpUrl url) {
    return first(matcher -> matcher.matchUrl(url));
  }

  @Override
  public String reference(ListMatch match, LocalDate day) {
    for (One one : lists) {
      if (one.version().listId().equals(match.list().listId())) {
        return one.matcher().reference(match, day);
      }
    }
    return "";
  }

  private @Nullable ListMatch first(Function<ListMatcher, @Nullable ListMatch> ask) {
    ListMatch best = null;
    for (One one : lists) {
      ListMatch match = ask.apply(one.matcher());
      if (match != null && (best == null || ListMatch.PRECEDENCE.compare(match, best) < 0)) {
        best = match;
      }
    }
    return best;
  }
}

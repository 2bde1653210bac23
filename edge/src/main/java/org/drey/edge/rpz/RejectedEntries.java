package org.drey.edge.rpz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drey.blocklist.compile.CompileReport.Refusal;
import org.drey.blocklist.compile.GuardedFeed;
import org.drey.blocklist.feed.MalformedLines;
import org.jspecify.annotations.Nullable;

/** Words on what was left out of a feed; they name no entry. */
final class RejectedEntries {
  /** Of each guard. */
  private static final int MAX_PLACES = 20;

  private RejectedEntries() {}

  /** A sentence for the malformed lines and one for each guard. */
  static List<String> of(String feed, GuardedFeed guarded) {
    List<String> all = new ArrayList<>();
    MalformedLines malformed = guarded.malformed();
    malformed.first().stream()
        .limit(1)
        .map(
            first ->
                "feed %s: %d malformed lines are left out, the first is line %d: %s"
                    .formatted(feed, malformed.count(), first.line(), first.reason()))
        .forEach(all::add);
    guarded
        .keptOut()
        .forEach(
            (guard, count) ->
                all.add(
                    "feed %s: guard %s keeps %d entries out%s. If they are right: --approve %s, or an entry's id"
                        .formatted(feed, guard, count, places(guarded, guard, count), guard)));
    return all;
  }

  private static String places(GuardedFeed guarded, String guard, long count) {
    List<Refusal> first =
        guarded.places().stream()
            .filter(one -> one.guard().equals(guard))
            .limit(MAX_PLACES)
            .toList();
    String places =
        first.stream()
            .map(one -> "line " + one.line() + id(one.entryId()))
            .collect(Collectors.joining(", "));
    String more = count > first.size() ? " and others" : "";
    return first.isEmpty() ? "" : ": " + places + more;
  }

  private static String id(@Nullable String entryId) {
    return entryId == null ? "" : " (entry " + entryId + ")";
  }
}

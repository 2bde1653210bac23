package org.drey.edge.rpz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.MalformedLines;
import org.drey.blocklist.feed.MalformedListException;
import org.drey.blocklist.feed.MalformedListException.Problem;
import org.drey.edge.rpz.EntryGate.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Takes the entries of one feed past the guards. However much is wrong with a feed, of what is
 * wrong only the beginning and the number are kept.
 */
final class Taker implements FeedReader.Entries {
  /** Of each guard; as many as when a list is compiled. */
  private static final int MAX_TOLD = 20;

  private final Consumer<ListEntry> entries;
  private final EntryGate gate;
  private final Map<String, LeftOut> leftOut = new TreeMap<>();
  private final MalformedLines malformed = new MalformedLines();

  /** What one guard keeps out. */
  private static final class LeftOut {
    private final List<String> first = new ArrayList<>();
    private int count;

    void add(int line, @Nullable String entryId) {
      count++;
      if (first.size() < MAX_TOLD) {
        first.add("line " + line + (entryId == null ? "" : " (entry " + entryId + ")"));
      }
    }

    String places() {
      return String.join(", ", first) + (count > first.size() ? " and others" : "");
    }
  }

  Taker(Consumer<ListEntry> entries, EntryGate gate) {
    this.entries = entries;
    this.gate = gate;
  }

  @Override
  public void entry(int line, ListEntry entry) {
    @Nullable Refusal refusal = gate.refuses(entry);
    if (refusal == null) {
      entries.accept(entry);
    } else {
      leftOut.computeIfAbsent(refusal.guard(), guard -> new LeftOut()).add(line, refusal.entryId());
    }
  }

  @Override
  public void problem(int line, String reason) {
    malformed.add(line, reason);
  }

  /**
   * What was left out, a sentence for each guard; names no entry.
   *
   * @throws MalformedListException if there are malformed lines and that is not approved
   */
  List<String> end(String feed) throws MalformedListException {
    if (!gate.letsMalformedPass()) {
      malformed.refuse(feed);
    }
    List<String> told = new ArrayList<>();
    for (Problem first : malformed.first().stream().limit(1).toList()) {
      told.add(
          "feed %s: %d malformed lines are left out, as approved, the first is line %d: %s"
              .formatted(feed, malformed.count(), first.line(), first.reason()));
    }
    leftOut.forEach(
        (guard, what) ->
            told.add(
                "feed %s: guard %s keeps %d entries out: %s. If they are right: --approve %s, or an entry's id"
                    .formatted(feed, guard, what.count, what.places(), guard)));
    return told;
  }
}

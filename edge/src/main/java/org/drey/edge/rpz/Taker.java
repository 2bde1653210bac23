package org.drey.edge.rpz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.MalformedListException;
import org.drey.blocklist.feed.MalformedListException.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the entries of one feed past the guards. However much is wrong with a feed, of what is
 * wrong only the beginning and the number are kept.
 */
final class Taker implements FeedReader.Entries {
  private static final Logger LOG = LoggerFactory.getLogger(Taker.class);

  private final Consumer<ListEntry> entries;
  private final EntryGate gate;
  private final Map<String, LeftOut> leftOut = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private int malformed;

  /** What one guard keeps out. */
  private record LeftOut(int firstLine, int count) {
    LeftOut and(LeftOut later) {
      return new LeftOut(firstLine, count + later.count());
    }
  }

  Taker(Consumer<ListEntry> entries, EntryGate gate) {
    this.entries = entries;
    this.gate = gate;
  }

  @Override
  public void entry(int line, ListEntry entry) {
    @Nullable String guard = gate.refuses(entry);
    if (guard == null) {
      entries.accept(entry);
    } else {
      leftOut.merge(guard, new LeftOut(line, 1), LeftOut::and);
    }
  }

  @Override
  public void problem(int line, String reason) {
    malformed++;
    if (problems.size() < MalformedListException.MAX_PROBLEMS) {
      problems.add(new Problem(line, reason));
    }
  }

  /**
   * Tells what was left out.
   *
   * @throws MalformedListException if there are malformed lines and that is not approved
   */
  void tell(String feed) throws MalformedListException {
    if (malformed > 0 && !gate.letsMalformedPass()) {
      if (malformed > problems.size()) {
        LOG.warn("feed {}: {} malformed lines, of which the first are told", feed, malformed);
      }
      throw new MalformedListException(feed, problems);
    }
    leftOut.forEach(
        (guard, what) ->
            LOG.warn(
                "feed {}: guard {} keeps {} entries out, the first in line {}. If they are right:"
                    + " --approve {}",
                feed,
                guard,
                what.count(),
                what.firstLine(),
                guard));
  }
}

package org.drey.blocklist.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.compile.CompileReport.FeedCount;
import org.drey.blocklist.compile.CompileReport.Refusal;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.MalformedLines;

/**
 * One feed past the guards: the only way from a feed into a list or a zone. What a guard speaks
 * against and no one has approved is left out and noted. However much is wrong with a feed, only
 * the first problems and their number are kept.
 *
 * <p>Used once, by one thread.
 */
public final class GuardedFeed {
  private final FeedFile feed;
  private final EntryGuards guards;
  private final RefusalLog log;
  private final MalformedLines malformed = new MalformedLines();
  private long taken;
  private long refused;

  /** A feed that is alone. */
  public GuardedFeed(FeedFile feed, EntryGuards guards) {
    this(feed, guards, new RefusalLog(guards.approvals()));
  }

  /** One of several that are noted in one log. */
  GuardedFeed(FeedFile feed, EntryGuards guards, RefusalLog log) {
    this.feed = feed;
    this.guards = guards;
    this.log = log;
  }

  /**
   * Reads the feed.
   *
   * @param in its bytes; is not closed
   * @param entries is given those that pass, in the clear
   * @throws IOException if it cannot be read at all, with the feed's name
   */
  public void read(InputStream in, Consumer<ListEntry> entries) throws IOException {
    try {
      feed.reader().read(in, new GuardedEntries(entries));
    } catch (FileSystemException e) {
      throw e; // names the file
    } catch (IOException e) {
      throw new IOException("feed " + feed.name() + ": " + e.getMessage(), e);
    }
  }

  /** The lines that are no entries, approved or not. */
  public MalformedLines malformed() {
    return malformed;
  }

  /** Returns how many entries are kept out, by guard. */
  public Map<String, Long> keptOut() {
    Map<String, Long> counts = new TreeMap<>(log.refused());
    counts.remove(EntryApprovals.MALFORMED);
    return counts;
  }

  /**
   * Returns where those are, the first {@value CompileReport#MAX_LISTED}, and by which id each is
   * known.
   */
  public List<Refusal> places() {
    return List.copyOf(log.refusals());
  }

  FeedCount count() {
    return new FeedCount(feed.name(), feed.reader().format(), taken, refused);
  }

  private final class GuardedEntries implements FeedReader.Entries {
    private final Consumer<ListEntry> entries;

    GuardedEntries(Consumer<ListEntry> entries) {
      this.entries = entries;
    }

    @Override
    public void entry(int line, ListEntry entry) {
      for (EntryGuard guard : guards.guards()) {
        String reason = guard.refuses(entry);
        if (reason != null
            && !log.passes(
                new Refusal(guard.name(), feed.name(), line, guards.id(entry), reason))) {
          refused++;
          return;
        }
      }
      entries.accept(entry);
      taken++;
    }

    @Override
    public void problem(int line, String reason) {
      refused++;
      malformed.add(line, reason);
      log.malformed(new Refusal(EntryApprovals.MALFORMED, feed.name(), line, null, reason));
    }
  }
}

package org.drey.blocklist.feed;

import java.io.IOException;
import java.io.InputStream;
import org.drey.blocklist.ListEntry;

/**
 * Reads one format of a provider's feed, entry by entry: a feed may be larger than memory.
 *
 * <p>A new format is one class and one line in {@link FeedReaders}.
 */
public interface FeedReader {

  /** The word by which a user asks for the format, such as {@code plain}. */
  String format();

  /**
   * Reads a feed to its end. A malformed line is one problem and the next line is read; lines count
   * from 1.
   *
   * @param in is not closed
   */
  void read(InputStream in, Entries entries) throws IOException;

  /** Takes what is in a feed. */
  interface Entries {
    /** An entry in the clear: not to be kept or written anywhere. */
    void entry(int line, ListEntry entry);

    /** A line that is no entry, and why: one of a fixed set of reasons, never the line itself. */
    void problem(int line, String reason);
  }
}

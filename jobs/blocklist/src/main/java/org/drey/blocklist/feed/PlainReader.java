package org.drey.blocklist.feed;

import java.io.IOException;
import java.io.InputStream;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;

/**
 * The plain form of a list, one entry a line: {@code name} a DOMAIN, {@code =name} a HOST, a URL an
 * EXACT_URL, a URL ending in {@code /*} a PATH_PREFIX.
 *
 * <p>{@code #} starts a comment wherever it appears: in a name it cannot occur, and in a URL it
 * starts the fragment, which is no part of an entry. Blank lines, a byte order mark and any kind of
 * line end are fine.
 */
record PlainReader(EntryFields fields) implements FeedReader {
  private static final String NO_SCHEME = "a path needs http:// or https:// before it";

  @Override
  public String format() {
    return "plain";
  }

  @Override
  public void read(InputStream in, Entries entries) throws IOException {
    FeedLines.readUpToComments(
        in, entries, (number, text) -> entries.entry(number, parse(FeedLines.word(text))));
  }

  private ListEntry parse(String text) throws ListEntry.EntryProblem {
    if (text.contains("://")) {
      EntryType type = text.endsWith("/*") ? EntryType.PATH_PREFIX : EntryType.EXACT_URL;
      return fields.entry(type, text);
    }
    if (text.indexOf('/') >= 0) {
      throw new ListEntry.EntryProblem(NO_SCHEME);
    }
    return text.startsWith("=")
        ? fields.entry(EntryType.HOST, text.substring(1))
        : fields.entry(EntryType.DOMAIN, text);
  }
}

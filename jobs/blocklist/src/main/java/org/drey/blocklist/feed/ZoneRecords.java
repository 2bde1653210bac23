package org.drey.blocklist.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.ListEntry;
import org.jspecify.annotations.Nullable;

/**
 * The records and directives of a zone file (RFC 1035, section 5) as words; which word is what is
 * for the caller. A malformed line costs itself only, which is why no library's parser is used:
 * those end at the first.
 */
final class ZoneRecords {
  private static final String OPEN_QUOTE = "a quote is not closed";
  private static final String OPEN_PARENTHESIS = "a parenthesis is not closed, or not opened";

  /** Over how many lines one record may stretch. */
  private static final int MAX_LINES = 100;

  /**
   * A record or a directive.
   *
   * @param line where it begins
   * @param named whether the first word is its owner; else it has the owner of the one before
   * @param words without parentheses
   * @param problem why the line is malformed, or null
   */
  record Entry(int line, boolean named, List<String> words, @Nullable String problem) {}

  private final PlainFeedReader lines;
  private int depth;

  ZoneRecords(PlainFeedReader lines) {
    this.lines = lines;
  }

  /** The next record that has any words, or null at the end. */
  @Nullable Entry next() throws IOException {
    for (PlainFeedReader.Line line = lines.next(); line != null; line = lines.next()) {
      Entry entry = entry(line);
      if (!entry.words().isEmpty() || entry.problem() != null) {
        return entry;
      }
    }
    return null;
  }

  private Entry entry(PlainFeedReader.Line first) throws IOException {
    List<String> words = new ArrayList<>();
    List<PlainFeedReader.Line> more = new ArrayList<>();
    boolean named = first.text() != null && !first.text().isEmpty() && !isBlank(first.text(), 0);
    depth = 0;
    try {
      split(first, words);
      while (depth > 0) {
        PlainFeedReader.Line line = more.size() == MAX_LINES ? null : lines.next();
        if (line == null) {
          throw new ListEntry.EntryProblem(OPEN_PARENTHESIS);
        }
        more.add(line);
        split(line, words);
      }
      return new Entry(first.number(), named, words, null);
    } catch (ListEntry.EntryProblem e) {
      lines.unread(more); // each may be a good record by itself
      return new Entry(first.number(), named, List.of(), e.reason());
    }
  }

  private void split(PlainFeedReader.Line line, List<String> words) throws ListEntry.EntryProblem {
    String text = line.text();
    if (text == null) {
      throw new ListEntry.EntryProblem(FeedLines.TOO_LONG);
    }
    for (int i = 0; i < text.length() && text.charAt(i) != ';'; ) {
      char c = text.charAt(i);
      if (c == '(' || c == ')') {
        depth += c == '(' ? 1 : -1;
        if (depth < 0) {
          throw new ListEntry.EntryProblem(OPEN_PARENTHESIS);
        }
        i++;
      } else if (isBlank(text, i)) {
        i++;
      } else {
        int end = c == '"' ? quoteEnd(text, i + 1) : wordEnd(text, i);
        words.add(text.substring(i, end));
        i = end;
      }
    }
  }

  private static int wordEnd(String text, int from) {
    int i = from;
    while (i < text.length() && !isBlank(text, i) && "();\"".indexOf(text.charAt(i)) < 0) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, text.length());
  }

  private static int quoteEnd(String text, int from) throws ListEntry.EntryProblem {
    for (int i = from; i < text.length(); i += text.charAt(i) == '\\' ? 2 : 1) {
      if (text.charAt(i) == '"') {
        return i + 1;
      }
    }
    throw new ListEntry.EntryProblem(OPEN_QUOTE);
  }

  private static boolean isBlank(String text, int at) {
    return text.charAt(at) <= ' ';
  }
}

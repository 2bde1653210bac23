package org.drey.blocklist.feed;

import java.io.IOException;
import java.io.InputStream;
import org.drey.blocklist.ListEntry;

/** Reads a feed that has its entries in lines, of any format. */
final class FeedLines {
  static final String TOO_LONG = "a line of more than " + PlainFeedReader.MAX_LINE + " characters";
  private static final String NOT_UTF8 = "not UTF-8";
  private static final String BLANK_INSIDE = "more than one word";

  /** Makes entries of what a line says. */
  interface Line {
    void read(int number, String text) throws ListEntry.EntryProblem;
  }

  private FeedLines() {}

  /** Reads all lines that are not blank; one that is refused is a problem, and the next is read. */
  static void read(InputStream in, FeedReader.Entries entries, Line line) throws IOException {
    PlainFeedReader lines = new PlainFeedReader(in);
    for (var raw = lines.next(); raw != null; raw = lines.next()) {
      try {
        String text = raw.text();
        if (text == null) {
          throw new ListEntry.EntryProblem(TOO_LONG);
        }
        if (!text.isBlank()) {
          line.read(raw.number(), text);
        }
      } catch (ListEntry.EntryProblem e) {
        entries.problem(raw.number(), e.reason());
      }
    }
  }

  /** The same, of lines up to where a comment starts, without surrounding blanks. */
  static void readUpToComments(InputStream in, FeedReader.Entries entries, Line line)
      throws IOException {
    read(
        in,
        entries,
        (number, whole) -> {
          int comment = whole.indexOf('#');
          String text = (comment < 0 ? whole : whole.substring(0, comment)).strip();
          if (!text.isEmpty()) {
            line.read(number, text);
          }
        });
  }

  /** The text, if it can be that of an entry: readable, and a single word. */
  static String word(String text) throws ListEntry.EntryProblem {
    if (text.indexOf('\uFFFD') >= 0) {
      throw new ListEntry.EntryProblem(NOT_UTF8);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        throw new ListEntry.EntryProblem(BLANK_INSIDE);
      }
    }
    return text;
  }
}

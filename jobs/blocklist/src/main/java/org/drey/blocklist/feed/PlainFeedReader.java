package org.drey.blocklist.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a feed in UTF-8, counted from 1; any kind of line end and a byte order mark are
 * fine. Holds one line at a time, and of an endless line only its beginning.
 */
final class PlainFeedReader {
  /** The longest line that is read, in characters. */
  static final int MAX_LINE = 1 << 16;

  /**
   * A line.
   *
   * @param text null if it is longer than {@link #MAX_LINE}
   */
  record Line(int number, @Nullable String text) {}

  private final BufferedReader in;
  private final ArrayDeque<Line> unread = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private int number;
  private boolean afterReturn;

  PlainFeedReader(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), MAX_LINE);
  }

  /** The next line, or null at the end. */
  @Nullable Line next() throws IOException {
    Line again = unread.poll();
    return again == null ? read() : again;
  }

  /** Gives lines back, to be read again in this order. */
  void unread(List<Line> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      unread.addFirst(lines.get(i));
    }
  }

  private @Nullable Line read() throws IOException {
    text.setLength(0);
    boolean tooLong = false;
    int c = in.read();
    if (c == '\n' && afterReturn) {
      c = in.read();
    }
    afterReturn = false;
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n' && c != '\r'; c = in.read()) {
      if (text.length() == MAX_LINE) {
        tooLong = true;
      } else {
        text.append((char) c);
      }
    }
    afterReturn = c == '\r';
    number++;
    int start = number == 1 && !text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : 0;
    return new Line(number, tooLong ? null : text.substring(start));
  }
}

package org.drey.collect.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in which lines are cut into columns. */
public final class LineCutters {
  private static final int HEX = 16;

  private LineCutters() {}

  /** Columns between separators; there are no quotes. */
  static List<String> plain(String line, char separator) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int end = line.indexOf(separator); end >= 0; end = line.indexOf(separator, start)) {
      cells.add(line.substring(start, end));
      start = end + 1;
    }
    cells.add(line.substring(start));
    return cells;
  }

  /** The same, where a column may be in quotes, and two quotes in it stand for one (RFC 4180). */
  public static @Nullable List<String> quoted(String line, char separator) {
    if (line.indexOf('"') < 0) {
      return plain(line, separator);
    }
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      boolean isQuoted = line.startsWith("\"", at);
      int end = isQuoted ? closing(line, at) : next(line, at, separator);
      if (end < 0 || (!isQuoted && line.substring(at, end).indexOf('"') >= 0)) {
        return null; // such as the rest of a cell with a line break
      }
      cells.add(
          isQuoted
              ? line.substring(at + 1, end - 1).replace("\"\"", "\"")
              : line.substring(at, end));
      if (end == line.length()) {
        return cells;
      }
      if (line.charAt(end) != separator) {
        return null;
      }
      at = end + 1;
    }
  }

  /** The place after the quote that closes one; -1 if there is none. */
  private static int closing(String line, int open) {
    int at = line.indexOf('"', open + 1);
    while (at >= 0 && line.startsWith("\"", at + 1)) {
      at = line.indexOf('"', at + 2);
    }
    return at < 0 ? -1 : at + 1;
  }

  private static int next(String line, int from, char separator) {
    int at = line.indexOf(separator, from);
    return at < 0 ? line.length() : at;
  }

  /** Words between blanks; what is in quotes or brackets is one, with escapes as web servers do. */
  static @Nullable List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char first = line.charAt(at);
      if (first == ' ') {
        at++;
      } else if (first == '"' || first == '[') {
        int end = end(line, at + 1, first == '"' ? '"' : ']');
        if (end < 0) {
          return null;
        }
        words.add(unescaped(line.substring(at + 1, end)));
        at = end + 1;
      } else {
        int end = next(line, at, ' ');
        words.add(line.substring(at, end));
        at = end;
      }
    }
    return words;
  }

  private static int end(String line, int from, char close) {
    for (int at = from; at < line.length(); at++) {
      if (line.charAt(at) == '\\') {
        at++;
      } else if (line.charAt(at) == close) {
        return at;
      }
    }
    return -1;
  }

  /** Replaces {@code \"}, {@code \\} and {@code \xNN} of ASCII by what they stand for. */
  static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      int value = c == '\\' ? hexAfter(text, at + 1) : -1;
      if (value >= 0 && value < 128) {
        plain.append((char) value);
        at += 3;
      } else if (c == '\\' && (text.startsWith("\"", at + 1) || text.startsWith("\\", at + 1))) {
        plain.append(text.charAt(++at));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** The value of {@code xNN}; -1 if there is none. */
  private static int hexAfter(String text, int at) {
    if (at + 3 > text.length() || text.charAt(at) != 'x') {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 1), HEX);
    int low = Character.digit(text.charAt(at + 2), HEX);
    return high < 0 || low < 0 ? -1 : high * HEX + low;
  }
}

package org.drey.base;

import java.util.stream.Collectors;

/**
 * Text of records for a terminal: control characters, and those that are invisible or turn the
 * direction of text, are replaced, so that a token cannot act on it.
 */
public final class PlainText {
  private static final char REPLACED = '\uFFFD';

  private PlainText() {}

  /** The text without what acts on a terminal. */
  public static String text(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(acts(c) ? REPLACED : c));
    return plain.toString();
  }

  /** The same of a text of several lines, which stay. */
  public static String lines(String text) {
    return text.lines().map(PlainText::text).collect(Collectors.joining("\n"));
  }

  private static boolean acts(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}

package org.drey.event.wire;

/** The number of bytes of a text in UTF-8, without making them. */
final class Utf8Length {
  /** No character of Java's takes more; two that make one take four. */
  private static final int MAX_PER_CHARACTER = 3;

  private Utf8Length() {}

  /**
   * Returns whether a text has at most so many bytes; looks at its characters only where it must.
   */
  static boolean isAtMost(String text, int max) {
    int length = text.length();
    if (length <= max / MAX_PER_CHARACTER) {
      return true;
    }
    return length <= max && of(text) <= max;
  }

  private static int of(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800 || Character.isSurrogate(c)) {
        bytes += 2;
      } else {
        bytes += MAX_PER_CHARACTER;
      }
    }
    return bytes;
  }
}

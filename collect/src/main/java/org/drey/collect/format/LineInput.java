package org.drey.collect.format;

import java.util.Set;
import org.drey.collect.feed.RefusalReason;

/** The syntax of the lines of one log: takes a line to pieces. One for each file or connection. */
interface LineInput {
  /** Returns whether a line is no event, but says how the others are to be read; it is noted. */
  default boolean isHead(String line) {
    return false;
  }

  /**
   * Reads the values that the format wants.
   *
   * @param line the bytes of {@code text}
   */
  void read(byte[] line, String text, LineValues into) throws RefusedLineException;

  /** The names of what a line has, for those who misspell one. */
  Set<String> names(String line);

  /** A line that is not of this syntax; says what was expected, never what was there. */
  static RefusedLineException malformed(String expectation) {
    return new RefusedLineException(RefusalReason.MALFORMED, null, expectation);
  }
}

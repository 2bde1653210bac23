package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines end between words. */
final class WrappedTextTest {
  @Test
  void furtherLinesHaveTheirOwnBeginning() {
    assertEquals(
        List.of("- one two", "  three"), WrappedText.lines("- ", "  ", "one two three", 9));
  }

  @Test
  void aLongWordHasALineOfItsOwn() {
    assertEquals(List.of("a", "abcdefgh", "b"), WrappedText.lines("", "", "a abcdefgh b", 5));
  }

  @Test
  void noWordsAreOneLine() {
    assertEquals(List.of("name "), WrappedText.lines("name ", "     ", "", 20));
  }
}

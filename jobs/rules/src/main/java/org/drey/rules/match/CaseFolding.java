package org.drey.rules.match;

/**
 * Folds letters that differ in case alone to one letter, by {@link String#equalsIgnoreCase}, for
 * finding texts whose case does not matter.
 *
 * <p>Char by char, the two halves of a letter outside Unicode's first plane cannot be folded: all
 * halves fold alike. So texts that are equal fold alike, not the reverse, and what is found has to
 * be tested. (Of texts with half a letter, which no stream has, Java calls some equal that are not;
 * those are not found.)
 */
final class CaseFolding {
  /** Below this a letter is folded without a table. */
  static final int ASCII = 128;

  private static final char HALF = Character.MIN_SURROGATE;

  private CaseFolding() {}

  static char fold(char c) {
    if (c < ASCII) {
      return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
    return Character.isSurrogate(c) ? HALF : Character.toLowerCase(Character.toUpperCase(c));
  }

  /** Each char folded. */
  static String chars(String text) {
    char[] folded = text.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = fold(folded[i]);
    }
    return new String(folded);
  }

  /** One of the texts that are equal to this one, the same for all of them. */
  static String whole(String text) {
    int[] folded =
        text.codePoints().map(c -> Character.toLowerCase(Character.toUpperCase(c))).toArray();
    return new String(folded, 0, folded.length);
  }
}

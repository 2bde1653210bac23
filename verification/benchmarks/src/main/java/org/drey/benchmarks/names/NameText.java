package org.drey.benchmarks.names;

import java.nio.charset.StandardCharsets;

/**
 * A name while it is put together. Makes no garbage, which would push what is measured out of the
 * processor's caches.
 */
final class NameText {
  static final int BITS_A_LETTER = 5;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LONGEST = 253;

  private final byte[] bytes = new byte[LONGEST];
  private int length;

  NameText add(String text) {
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  /** Adds a letter for each five bits, from the lowest on. */
  NameText letters(long bits, int count) {
    for (int i = 0; i < count; i++) {
      int letter = (int) (bits >>> (i * BITS_A_LETTER)) & (LETTERS.length() - 1);
      bytes[length++] = (byte) LETTERS.charAt(letter);
    }
    return this;
  }

  /** The text; what follows is another. */
  String taken() {
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    length = 0;
    return text;
  }
}

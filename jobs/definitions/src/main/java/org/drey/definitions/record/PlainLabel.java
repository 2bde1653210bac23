package org.drey.definitions.record;

/**
 * A record's text as metrics and logs may have it: who sends it may write anything, so only plain
 * characters pass, and not many of them.
 */
public final class PlainLabel {
  private static final int LONGEST = 64;

  private PlainLabel() {}

  /** A text with an underscore for all but letters, digits, dots and dashes, cut after 64. */
  public static String of(String text) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._-".indexOf(c) >= 0;
      label.append(plain ? c : '_');
    }
    return label.toString();
  }
}

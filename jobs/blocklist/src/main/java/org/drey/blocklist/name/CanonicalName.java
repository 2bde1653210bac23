package org.drey.blocklist.name;

import org.jspecify.annotations.Nullable;

/**
 * The one form in which names are compared: lower case, A-labels by UTS 46 (non-transitional), no
 * trailing dot.
 *
 * <p>The characters allowed are those that a browser would ask DNS for (WHATWG forbidden domain
 * code points are refused), not only letters, digits and hyphens: names such as {@code
 * _dmarc.x.example} are common, and an odd label must not slip past a listed domain. ASCII names
 * are only folded: like the newest WHATWG URL standard, an {@code xn--} label is kept as it came.
 */
public final class CanonicalName {
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  private enum Shape {
    CANONICAL,
    TO_FOLD,
    INVALID,
    UNICODE
  }

  private CanonicalName() {}

  /**
   * The canonical form of a name as seen, or null if the text is no name: an empty label, a label
   * over 63 or a name over 253 octets, a forbidden character, the root, or an address (a last label
   * that is a number makes an address by the WHATWG rules). Text that is canonical already is
   * returned itself. Never throws.
   */
  public static @Nullable String of(String name) {
    Shape shape = shape(name, lengthWithoutDot(name));
    if (shape == Shape.CANONICAL || shape == Shape.TO_FOLD) {
      return ascii(name, shape);
    }
    return shape == Shape.UNICODE || hasUnicode(name) ? fromUnicode(name) : null;
  }

  /** Returns whether a canonical name has only letters, digits, hyphens and underscores. */
  public static boolean isPlain(String canonicalName) {
    for (int i = 0; i < canonicalName.length(); i++) {
      char c = canonicalName.charAt(i);
      if (!isLowerLdh(c) && c != '.') {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether the last label is a number by the WHATWG rules, so that the text is an address.
   */
  public static boolean endsInNumber(String name, int end) {
    int start = name.lastIndexOf('.', end - 1) + 1;
    boolean hex =
        end - start >= 2
            && name.charAt(start) == '0'
            && (name.charAt(start + 1) == 'x' || name.charAt(start + 1) == 'X');
    for (int i = hex ? start + 2 : start; i < end; i++) {
      char c = name.charAt(i);
      if (hex ? Character.digit(c, 16) < 0 : c < '0' || c > '9') {
        return false;
      }
    }
    return start < end;
  }

  /** The text up to {@code end} with ASCII capitals folded. */
  public static String lower(String text, int end) {
    StringBuilder folded = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return folded.toString();
  }

  private static @Nullable String fromUnicode(String name) {
    String mapped = DomainToAscii.of(name);
    if (mapped == null) {
      return null;
    }
    Shape shape = shape(mapped, lengthWithoutDot(mapped));
    return shape == Shape.CANONICAL || shape == Shape.TO_FOLD ? ascii(mapped, shape) : null;
  }

  private static Shape shape(String name, int end) {
    boolean upper = false;
    int labelStart = 0;
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (i == labelStart || i - labelStart > MAX_LABEL) {
          return Shape.INVALID;
        }
        labelStart = i + 1;
      } else if (c >= 'A' && c <= 'Z') {
        upper = true;
      } else if (c > '~') {
        return c < 0x80 ? Shape.INVALID : Shape.UNICODE;
      } else if (!isLowerLdh(c) && DomainToAscii.isForbidden(c)) {
        return Shape.INVALID;
      }
    }
    if (end == labelStart || end - labelStart > MAX_LABEL || end > MAX_NAME) {
      return Shape.INVALID;
    }
    char first = name.charAt(labelStart);
    if (first >= '0' && first <= '9' && endsInNumber(name, end)) {
      return Shape.INVALID;
    }
    return upper ? Shape.TO_FOLD : Shape.CANONICAL;
  }

  private static String ascii(String name, Shape shape) {
    int end = lengthWithoutDot(name);
    if (shape == Shape.CANONICAL) {
      return name.substring(0, end);
    }
    return lower(name, end);
  }

  private static boolean isLowerLdh(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  private static int lengthWithoutDot(String name) {
    return name.endsWith(".") ? name.length() - 1 : name.length();
  }

  private static boolean hasUnicode(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return true;
      }
    }
    return false;
  }
}

package org.drey.rules.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma string value: {@code *} stands for any characters, {@code ?} for one, a backslash before
 * either (or before a backslash that is before either) takes its meaning away.
 *
 * @param characters the pattern's characters, escapes resolved
 * @param isWildcard which of them are wildcards
 */
record WildcardPattern(String characters, boolean[] isWildcard) implements Serializable {

  static WildcardPattern parse(String value) {
    StringBuilder characters = new StringBuilder(value.length());
    boolean[] wildcard = new boolean[value.length()];
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean escapes =
          c == '\\' && i + 1 < value.length() && "*?\\".indexOf(value.charAt(i + 1)) >= 0;
      if (escapes) {
        characters.append(value.charAt(++i));
      } else {
        wildcard[characters.length()] = c == '*' || c == '?';
        characters.append(c);
      }
    }
    return new WildcardPattern(characters.toString(), wildcard);
  }

  /** Returns whether there is no wildcard: the value is a plain text. */
  boolean isPlain() {
    for (boolean wildcard : isWildcard) {
      if (wildcard) {
        return false;
      }
    }
    return true;
  }

  /** The same pattern with a {@code *} before or after it, as contains and its kin ask for. */
  WildcardPattern open(boolean before, boolean after) {
    String opened = (before ? "*" : "") + characters + (after ? "*" : "");
    boolean[] wildcard = new boolean[opened.length()];
    System.arraycopy(isWildcard, 0, wildcard, before ? 1 : 0, characters.length());
    if (before) {
      wildcard[0] = true;
    }
    if (after) {
      wildcard[opened.length() - 1] = true;
    }
    return new WildcardPattern(opened, wildcard);
  }

  /** The runs of plain characters between wildcards, in order; a text that matches has them all. */
  List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= characters.length(); i++) {
      if (i == characters.length() || isWildcard[i]) {
        if (i > from) {
          runs.add(new Run(characters.substring(from, i), from == 0, i == characters.length()));
        }
        from = i + 1;
      }
    }
    return runs;
  }

  /**
   * Characters without a wildcard.
   *
   * @param first whether a text that matches begins with them
   * @param last whether it ends with them
   */
  record Run(String text, boolean first, boolean last) {}

  /** Returns whether it asks for nothing but a length of at least so many characters. */
  boolean isAny() {
    return runs().isEmpty() && characters.indexOf('*') >= 0;
  }

  /** Matches the whole text; on a mismatch it goes back to the last {@code *} only. */
  boolean matches(String text, boolean cased) {
    int at = 0;
    int p = 0;
    int star = -1;
    int starAt = 0;
    while (at < text.length()) {
      if (p < characters.length() && isWildcard[p] && characters.charAt(p) == '*') {
        star = p++;
        starAt = at;
      } else if (p < characters.length() && fits(p, text.charAt(at), cased)) {
        p++;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (p < characters.length() && isWildcard[p] && characters.charAt(p) == '*') {
      p++;
    }
    return p == characters.length();
  }

  private boolean fits(int p, char c, boolean cased) {
    char own = characters.charAt(p);
    return isWildcard[p] || own == c || (!cased && equalsIgnoreCase(own, c));
  }

  private static boolean equalsIgnoreCase(char a, char b) {
    char upperA = Character.toUpperCase(a);
    char upperB = Character.toUpperCase(b);
    return upperA == upperB || Character.toLowerCase(upperA) == Character.toLowerCase(upperB);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WildcardPattern that
        && characters.equals(that.characters)
        && Arrays.equals(isWildcard, that.isWildcard);
  }

  @Override
  public int hashCode() {
    return 31 * characters.hashCode() + Arrays.hashCode(isWildcard);
  }
}

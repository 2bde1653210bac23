package org.drey.blocklist.url;

/**
 * Path and query as Safe Browsing v4 canonicalizes them.
 *
 * <p>"Repeatedly unescape" is done in one pass: no two escapes can overlap, so any order of
 * unescaping ends in the same text, and an escape that others complete is undone as soon as its
 * last digit is there.
 */
final class MatchTarget {
  private MatchTarget() {}

  /** Takes printable ASCII that begins with a slash. Given its own result, returns it. */
  static String of(String target) {
    int query = target.indexOf('?');
    int doubled = target.indexOf("//");
    if (target.indexOf('%') < 0 && (doubled < 0 || (query >= 0 && query < doubled))) {
      return target;
    }
    StringBuilder bytes = unescaped(target);
    query = bytes.indexOf("?");
    int pathEnd = query < 0 ? bytes.length() : query;
    StringBuilder path = new StringBuilder(pathEnd).append(bytes, 0, pathEnd);
    DotSegments.resolve(path);
    StringBuilder canonical = new StringBuilder(target.length());
    for (int i = 0; i < path.length(); i++) {
      if (i == 0 || path.charAt(i) != '/' || path.charAt(i - 1) != '/') {
        escape(path.charAt(i), canonical);
      }
    }
    for (int i = pathEnd; i < bytes.length(); i++) {
      escape(bytes.charAt(i), canonical);
    }
    return canonical.toString();
  }

  /** A byte a character. */
  private static StringBuilder unescaped(String target) {
    StringBuilder bytes = new StringBuilder(target.length());
    for (int i = 0; i < target.length(); i++) {
      bytes.append(target.charAt(i));
      for (int start = bytes.length() - 3; isEscape(bytes, start); start -= 2) {
        int value =
            IpAddress.digit(bytes.charAt(start + 1)) << 4
                | IpAddress.digit(bytes.charAt(start + 2));
        bytes.setLength(start);
        bytes.append((char) value);
      }
    }
    return bytes;
  }

  private static boolean isEscape(StringBuilder bytes, int start) {
    return start >= 0
        && bytes.charAt(start) == '%'
        && IpAddress.digit(bytes.charAt(start + 1)) >= 0
        && IpAddress.digit(bytes.charAt(start + 2)) >= 0;
  }

  private static void escape(char c, StringBuilder to) {
    if (c <= ' ' || c >= 0x7F || c == '#' || c == '%') {
      Target.escape(c, to);
    } else {
      to.append(c);
    }
  }
}

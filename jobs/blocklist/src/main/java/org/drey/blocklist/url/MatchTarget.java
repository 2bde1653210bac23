package org.drey.blocklist.url;

import java.nio.charset.StandardCharsets;

/**
 * Path and query as Safe Browsing v4 canonicalizes them.
 *
 * <p>"Repeatedly unescape" is done in one pass: no two escapes can overlap, so any order of
 * unescaping ends in the same text, and an escape that others complete is undone as soon as its
 * last digit is there.
 */
final class MatchTarget {
  private MatchTarget() {}

  /** Takes what {@link UrlTarget#bytes} gives, or its own result, which it returns. */
  static String of(String target) {
    int query = target.indexOf('?');
    int doubled = target.indexOf("//");
    if (target.indexOf('%') < 0 && (doubled < 0 || (query >= 0 && query < doubled))) {
      return UrlTarget.written(target);
    }
    String bytes = unescaped(target);
    query = bytes.indexOf('?');
    int pathEnd = query < 0 ? bytes.length() : query;
    StringBuilder path = new StringBuilder(bytes.length()).append(bytes, 0, pathEnd);
    DotSegments.resolve(path);
    return escaped(path, bytes.substring(pathEnd));
  }

  /** In place, as no escape is shorter than what it stands for. */
  private static String unescaped(String target) {
    byte[] bytes = target.getBytes(StandardCharsets.ISO_8859_1);
    int end = 0;
    for (byte next : bytes) {
      bytes[end++] = next;
      while (end >= 3 && bytes[end - 3] == '%') {
        int high = IpAddress.digit((char) (bytes[end - 2] & 0xFF));
        int low = IpAddress.digit((char) (bytes[end - 1] & 0xFF));
        if (high < 0 || low < 0) {
          break;
        }
        end -= 2;
        bytes[end - 1] = (byte) (high << 4 | low);
      }
    }
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }

  private static String escaped(StringBuilder path, String query) {
    PercentEncoding canonical = new PercentEncoding(path.length() + query.length());
    char before = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' || before != '/') {
        add(c, canonical);
      }
      before = c;
    }
    for (int i = 0; i < query.length(); i++) {
      add(query.charAt(i), canonical);
    }
    return canonical.toString();
  }

  private static void add(char c, PercentEncoding to) {
    if (c <= ' ' || c >= 0x7F || c == '#' || c == '%') {
      to.escape(c);
    } else {
      to.plain(c);
    }
  }
}

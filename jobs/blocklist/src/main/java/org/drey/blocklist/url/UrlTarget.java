package org.drey.blocklist.url;

/**
 * Path and query of an http(s) URL by the WHATWG URL standard, in two forms: as the standard writes
 * them, and as bytes, where each byte beyond ASCII is one character and not its escape. Text of
 * such bytes is a third as long, so that to read it costs no more than to read ASCII.
 */
final class UrlTarget {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String HEX = "0123456789ABCDEF";

  /** The path percent-encode set, of printable ASCII. A backslash becomes a slash before. */
  private static final String PATH_SET = " \"#<>?^`{}";

  /** The special-query percent-encode set, of printable ASCII. */
  private static final String QUERY_SET = " \"#<>'";

  private final String url;
  private final boolean octets;
  private final StringBuilder bytes;

  private UrlTarget(String url, boolean octets, int length) {
    this.url = url;
    this.octets = octets;
    this.bytes = new StringBuilder(length);
  }

  /**
   * Returns what follows the authority, which ends at {@code from}, up to the fragment, as bytes.
   *
   * @param octets whether a character beyond ASCII is a byte already
   */
  static String bytes(String url, int from, boolean octets) {
    int fragment = url.indexOf('#', from);
    int end = fragment < 0 ? url.length() : fragment;
    int query = url.indexOf('?', from);
    int pathEnd = query < 0 || query > end ? end : query;
    return new UrlTarget(url, octets, end - from + 1).read(from, pathEnd, end);
  }

  private String read(int from, int pathEnd, int end) {
    if (from == pathEnd) {
      bytes.append('/');
    }
    for (int i = from; i < pathEnd; ) {
      char c = url.charAt(i);
      i = take(i, c == '\\' ? '/' : c, PATH_SET);
    }
    DotSegments.resolve(bytes);
    if (pathEnd < end) {
      bytes.append('?');
    }
    for (int i = pathEnd + 1; i < end; ) {
      i = take(i, url.charAt(i), QUERY_SET);
    }
    return bytes.toString();
  }

  /** Takes a character, or the escape that the standard itself would write; where it ends. */
  private int take(int i, char c, String set) {
    if (c == '%') {
      int value = escaped(i);
      bytes.append(value < 0 ? c : (char) value);
      return value < 0 ? i + 1 : i + 3;
    }
    if (c > ' ' && c < 0x7F && set.indexOf(c) < 0) {
      bytes.append(c);
    } else if (c < 0x80) {
      escape(c, bytes);
    } else if (octets) {
      bytes.append(c);
    } else {
      int codePoint = url.codePointAt(i);
      utf8(codePoint);
      return i + Character.charCount(codePoint);
    }
    return i + 1;
  }

  /** The byte beyond ASCII that is escaped here with capital digits; -1 for anything else. */
  private int escaped(int at) {
    if (at + 2 >= url.length()) {
      return -1;
    }
    int high = capitalDigit(url.charAt(at + 1));
    int low = capitalDigit(url.charAt(at + 2));
    return high < 8 || low < 0 ? -1 : high << 4 | low;
  }

  private static int capitalDigit(char c) {
    return c >= 'a' ? -1 : IpAddress.digit(c);
  }

  /** A surrogate without its other half is U+FFFD. */
  private void utf8(int codePoint) {
    int c = codePoint >= 0xD800 && codePoint < 0xE000 ? REPLACEMENT : codePoint;
    if (c < 0x800) {
      bytes.append((char) (0xC0 | c >> 6));
    } else if (c < 0x10000) {
      bytes.append((char) (0xE0 | c >> 12));
      bytes.append((char) (0x80 | (c >> 6 & 0x3F)));
    } else {
      bytes.append((char) (0xF0 | c >> 18));
      bytes.append((char) (0x80 | (c >> 12 & 0x3F)));
      bytes.append((char) (0x80 | (c >> 6 & 0x3F)));
    }
    bytes.append((char) (0x80 | (c & 0x3F)));
  }

  /** Bytes as the standard writes them. Text of ASCII alone is returned itself. */
  static String written(String bytes) {
    if (isAscii(bytes)) {
      return bytes;
    }
    PercentEncoding written = new PercentEncoding(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c < 0x80) {
        written.plain(c);
      } else {
        written.escape(c);
      }
    }
    return written.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static void escape(int unsignedByte, StringBuilder to) {
    to.append('%').append(HEX.charAt(unsignedByte >> 4)).append(HEX.charAt(unsignedByte & 15));
  }
}

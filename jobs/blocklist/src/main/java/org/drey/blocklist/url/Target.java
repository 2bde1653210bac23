package org.drey.blocklist.url;

/** Path and query of an http(s) URL by the WHATWG URL standard. */
final class Target {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String HEX = "0123456789ABCDEF";

  /** The path percent-encode set, of printable ASCII. A backslash becomes a slash before. */
  private static final String PATH_SET = " \"#<>?^`{}";

  /** The special-query percent-encode set, of printable ASCII. */
  private static final String QUERY_SET = " \"#<>'";

  private Target() {}

  /** What follows the authority, which ends at {@code from}, up to the fragment. */
  static String of(String url, int from) {
    int fragment = url.indexOf('#', from);
    int end = fragment < 0 ? url.length() : fragment;
    int query = url.indexOf('?', from);
    int pathEnd = query < 0 || query > end ? end : query;
    StringBuilder encoded = new StringBuilder(end - from + 1);
    if (from == pathEnd) {
      encoded.append('/');
    }
    for (int i = from; i < pathEnd; i = next(url, i)) {
      char c = url.charAt(i);
      encode(url, i, c == '\\' ? '/' : c, PATH_SET, encoded);
    }
    DotSegments.resolve(encoded);
    if (pathEnd < end) {
      encoded.append('?');
    }
    for (int i = pathEnd + 1; i < end; i = next(url, i)) {
      encode(url, i, url.charAt(i), QUERY_SET, encoded);
    }
    return encoded.toString();
  }

  private static int next(String text, int i) {
    return i + Character.charCount(text.codePointAt(i));
  }

  private static void encode(String text, int i, char c, String set, StringBuilder to) {
    if (c > ' ' && c < 0x7F && set.indexOf(c) < 0) {
      to.append(c);
    } else if (c < 0x80) {
      escape(c, to);
    } else {
      encodeUtf8(text.codePointAt(i), to);
    }
  }

  /** The bytes of UTF-8, escaped; a surrogate without its other half is U+FFFD. */
  private static void encodeUtf8(int codePoint, StringBuilder to) {
    int c = codePoint >= 0xD800 && codePoint < 0xE000 ? REPLACEMENT : codePoint;
    if (c < 0x800) {
      escape(0xC0 | c >> 6, to);
    } else if (c < 0x10000) {
      escape(0xE0 | c >> 12, to);
      escape(0x80 | (c >> 6 & 0x3F), to);
    } else {
      escape(0xF0 | c >> 18, to);
      escape(0x80 | (c >> 12 & 0x3F), to);
      escape(0x80 | (c >> 6 & 0x3F), to);
    }
    escape(0x80 | (c & 0x3F), to);
  }

  /** A byte as a percent sign and two capital hexadecimal digits. */
  static void escape(int unsignedByte, StringBuilder to) {
    to.append('%').append(HEX.charAt(unsignedByte >> 4)).append(HEX.charAt(unsignedByte & 15));
  }
}

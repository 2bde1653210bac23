package org.drey.blocklist.url;

import org.drey.blocklist.name.CanonicalName;
import org.jspecify.annotations.Nullable;

/**
 * An absolute http(s) URL in the form that the WHATWG URL standard gives it, without user info and
 * fragment.
 *
 * <p>{@link #canonical} is for people and for comparison with other implementations. Lists and
 * requests are compared by {@link #host}, {@link #port} and {@link #pageTarget}, which undo what
 * the standard leaves alone but servers do not distinguish; the scheme does not count.
 *
 * @param scheme {@code http} or {@code https}
 * @param serializedHost as the standard writes it, with any extra dots around the name
 * @param host the host to compare: a name without leading, trailing and repeated dots, four
 *     decimals, or an IPv6 address in brackets; longer than DNS allows if it came so
 * @param port -1 for the scheme's own
 * @param bytes path and query as the standard writes them, at least {@code /}, but with each byte
 *     beyond ASCII as one character and not as its escape
 */
public record HttpUrl(String scheme, String serializedHost, String host, int port, String bytes) {
  private static final int INVALID_PORT = -2;
  private static final int MAX_PORT = 65535;

  /**
   * Null for anything that is not an http(s) URL with a valid host, or whose host has other than
   * ASCII in it and more than 1024 characters. Takes linear time and never throws.
   */
  public static @Nullable HttpUrl parse(String text) {
    return parse(text, false);
  }

  /** As {@link #parse}, of text as it came over the wire: each character is a byte. */
  public static @Nullable HttpUrl ofBytes(String text) {
    return parse(text, true);
  }

  private static @Nullable HttpUrl parse(String text, boolean octets) {
    String url = clean(text);
    String scheme = scheme(url);
    if (scheme == null) {
      return null;
    }
    int start = slashesEnd(url, scheme.length() + 1);
    int end = authorityEnd(url, start);
    int hostStart = Math.max(start, url.lastIndexOf('@', end - 1) + 1);
    int hostEnd = hostEnd(url, hostStart, end);
    String raw = url.substring(hostStart, hostEnd);
    String host = UrlHost.parse(octets ? UrlTarget.written(raw) : raw);
    int port = port(url, hostEnd, end, scheme.equals("https") ? 443 : 80);
    if (host == null || port == INVALID_PORT) {
      return null;
    }
    String bytes = UrlTarget.bytes(url, end, octets);
    return new HttpUrl(scheme, host, UrlHost.withoutExtraDots(host), port, bytes);
  }

  /**
   * An http(s) URL as seen, up to where its path begins: enough to know the host, at a cost that
   * does not grow with path and query. Null for any other text.
   */
  public static @Nullable String upToPath(String text) {
    String url = clean(text);
    String scheme = scheme(url);
    return scheme == null
        ? null
        : url.substring(0, authorityEnd(url, slashesEnd(url, scheme.length() + 1)));
  }

  /** Path and query as the standard writes them, at least {@code /}, printable ASCII. */
  public String target() {
    return UrlTarget.written(bytes);
  }

  /** The URL as the standard serializes it. Parsed again, it gives itself. */
  public String canonical() {
    return scheme + "://" + serializedHost + (port < 0 ? "" : ":" + port) + target();
  }

  /**
   * Path and query in the form of Safe Browsing v4, beginning with {@code /}: everything unescaped
   * that can be, dot segments resolved, runs of slashes collapsed, and only control characters,
   * blanks, #, % and non-ASCII bytes escaped. Dots and slashes after the first ? are left alone.
   */
  public String matchTarget() {
    return MatchTarget.of(bytes);
  }

  /**
   * Returns what is compared with the entries of lists: {@link #matchTarget} without what makes no
   * other page, which is an empty query and parameters of the last path segment.
   */
  public String pageTarget() {
    return PageTarget.of(matchTarget());
  }

  /** Returns whether the host is a name that DNS can be asked for: no address, and not too long. */
  public boolean hasName() {
    return host.charAt(0) != '[' && CanonicalName.of(host) != null;
  }

  /** Says nothing: what is here may be an entry of a list. */
  @Override
  public String toString() {
    return "HttpUrl[withheld]";
  }

  /** Without surrounding blanks and control characters, and without tabs and line ends inside. */
  static String clean(String text) {
    String url = text.trim();
    boolean broken = url.indexOf('\t') >= 0 || url.indexOf('\n') >= 0 || url.indexOf('\r') >= 0;
    return broken ? url.replace("\t", "").replace("\n", "").replace("\r", "") : url;
  }

  private static @Nullable String scheme(String url) {
    return hasScheme(url, "http") ? "http" : hasScheme(url, "https") ? "https" : null;
  }

  /** Folds ASCII only: to String's own comparison a long s is an s. */
  private static boolean hasScheme(String url, String scheme) {
    int end = scheme.length();
    if (url.length() <= end || url.charAt(end) != ':') {
      return false;
    }
    for (int i = 0; i < end; i++) {
      if ((url.charAt(i) | 0x20) != scheme.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  /** Returns where slashes and backslashes that begin at {@code from} end. */
  static int slashesEnd(String url, int from) {
    int end = from;
    while (end < url.length() && isSlash(url.charAt(end))) {
      end++;
    }
    return end;
  }

  static int authorityEnd(String url, int start) {
    int end = start;
    while (end < url.length()) {
      char c = url.charAt(end);
      if (isSlash(c) || c == '?' || c == '#') {
        break;
      }
      end++;
    }
    return end;
  }

  /** Returns where the colon before the port is; a colon in brackets is part of an address. */
  static int hostEnd(String url, int start, int end) {
    boolean inBrackets = false;
    for (int i = start; i < end; i++) {
      char c = url.charAt(i);
      if (c == ':' && !inBrackets) {
        return i;
      }
      inBrackets = c == '[' || (inBrackets && c != ']');
    }
    return end;
  }

  /** The port after a colon at {@code from}; -1 for none and for the usual one. */
  private static int port(String url, int from, int to, int usual) {
    if (to - from <= 1) {
      return -1;
    }
    int port = 0;
    for (int i = from + 1; i < to; i++) {
      char c = url.charAt(i);
      port = port * 10 + (c - '0');
      if (c < '0' || c > '9' || port > MAX_PORT) {
        return INVALID_PORT;
      }
    }
    return port == usual ? -1 : port;
  }
}

package org.drey.blocklist.url;

import java.util.Locale;
import java.util.Set;
import org.drey.blocklist.name.CanonicalName;
import org.jspecify.annotations.Nullable;

/** URLs of any scheme but http(s): of these the host alone is compared. */
public final class OtherScheme {
  private static final Set<String> HTTP = Set.of("http", "https");

  /** The other schemes that the WHATWG URL standard calls special, except file. */
  private static final Set<String> SPECIAL = Set.of("ftp", "ws", "wss");

  private OtherScheme() {}

  /** As {@link #host}, of text as it came over the wire: each character is a byte. */
  public static @Nullable String hostOfBytes(String url) {
    String raw = rawHost(url);
    return raw == null ? null : name(UrlTarget.written(raw));
  }

  /**
   * The canonical name of the host of an absolute URL as seen. Null for an http(s) URL, for text
   * that is no absolute URL, and for a host that is an address or no name. A backslash is taken for
   * a slash under every scheme. Takes linear time and never throws.
   */
  public static @Nullable String host(String url) {
    String raw = rawHost(url);
    return raw == null ? null : name(raw);
  }

  private static @Nullable String rawHost(String url) {
    String text = HttpUrl.clean(url);
    int colon = schemeEnd(text);
    if (colon < 0) {
      return null;
    }
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    int start = HttpUrl.slashesEnd(text, colon + 1);
    if (!SPECIAL.contains(scheme)) {
      if (HTTP.contains(scheme) || start < colon + 3) {
        return null;
      }
      start = colon + 3; // a third slash begins the path, and the host is empty
    }
    int end = HttpUrl.authorityEnd(text, start);
    int hostStart = Math.max(start, text.lastIndexOf('@', end - 1) + 1);
    return text.substring(hostStart, HttpUrl.hostEnd(text, hostStart, end));
  }

  private static @Nullable String name(String raw) {
    String host = UrlHost.parse(raw);
    return host == null ? null : CanonicalName.of(UrlHost.withoutExtraDots(host));
  }

  /** Returns where the colon after a scheme of RFC 3986 is; -1 for none. */
  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!isLetter(c) && (i == 0 || !isDigitOrSign(c))) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigitOrSign(char c) {
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  }
}

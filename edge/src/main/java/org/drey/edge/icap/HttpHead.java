package org.drey.edge.icap;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.url.HttpUrl;
import org.drey.blocklist.url.OtherScheme;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request inside ICAP.
 *
 * @param tunnel whether by CONNECT, which shows nothing but a host
 * @param target host and port of a tunnel, else an absolute URL; each byte a character, as it came;
 *     empty for nothing
 */
record HttpHead(boolean tunnel, String target) {
  private static final HttpHead NOTHING = new HttpHead(false, "");
  private static final String HOST = "host:";

  /** Reads a head; every head gets an answer. */
  static HttpHead of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int end = lineEnd(text, 0);
    int first = text.indexOf(' ');
    int last = text.lastIndexOf(' ', end - 1);
    if (first < 0 || last <= first || first > end) {
      return NOTHING;
    }
    String target = text.substring(first + 1, last);
    if (text.startsWith("CONNECT ")) {
      return new HttpHead(true, target);
    }
    if (!target.startsWith("/")) {
      return new HttpHead(false, target);
    }
    String host = host(text, end);
    return host == null ? NOTHING : new HttpHead(false, "http://" + host + target);
  }

  private static @Nullable String host(String text, int from) {
    for (int start = from + 1; start < text.length(); ) {
      int end = lineEnd(text, start);
      String line = text.substring(start, end);
      if (line.toLowerCase(Locale.ROOT).startsWith(HOST)) {
        return line.substring(HOST.length()).strip();
      }
      start = end + 1;
    }
    return null;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /**
   * The canonical name of the host of a tunnel, or of a URL of another scheme than http(s); null if
   * it is an address or no name. The host of a tunnel with bytes beyond ASCII is none.
   */
  @Nullable String hostAlone() {
    if (!tunnel) {
      return OtherScheme.hostOfBytes(target);
    }
    int colon = target.lastIndexOf(':');
    String host = colon < 0 ? target : target.substring(0, colon);
    return host.chars().allMatch(c -> c < 0x80) ? CanonicalName.of(host) : null;
  }

  /** The http(s) URL up to its path, which costs little; null if it is none. */
  @Nullable HttpUrl origin() {
    String start = HttpUrl.upToPath(target);
    return start == null ? null : HttpUrl.ofBytes(start);
  }

  /** The http(s) URL; null if it is none. */
  @Nullable HttpUrl url() {
    return HttpUrl.ofBytes(target);
  }

  /** Says nothing of what is inside. */
  @Override
  public String toString() {
    return "HttpHead[withheld]";
  }
}

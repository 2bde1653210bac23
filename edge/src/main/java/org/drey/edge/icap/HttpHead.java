package org.drey.edge.icap;

import java.util.Locale;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a request inside ICAP asks for.
 *
 * @param connectName of a CONNECT, which shows nothing but a host: the canonical name; null if it
 *     is another method, or the host is an address
 * @param url of any other method; null if there is none that could be listed
 */
record HttpHead(@Nullable String connectName, @Nullable HttpUrl url) {
  private static final HttpHead NOTHING = new HttpHead(null, null);
  private static final String HOST = "host:";

  /** Reads a head; whatever it is, there is an answer. */
  static HttpHead of(byte[] head) {
    String text = IcapInput.text(head);
    int end = lineEnd(text, 0);
    int first = text.indexOf(' ');
    int last = text.lastIndexOf(' ', end - 1);
    if (first < 0 || last <= first || first > end) {
      return NOTHING;
    }
    String target = ascii(text.substring(first + 1, last));
    if (text.startsWith("CONNECT ")) {
      return new HttpHead(name(target), null);
    }
    if (target.startsWith("/")) {
      String host = host(text, end);
      return host == null ? NOTHING : new HttpHead(null, HttpUrl.parse("http://" + host + target));
    }
    return new HttpHead(null, HttpUrl.parse(target));
  }

  private static @Nullable String name(String authority) {
    int colon = authority.lastIndexOf(':');
    return CanonicalName.of(colon < 0 ? authority : authority.substring(0, colon));
  }

  private static @Nullable String host(String text, int from) {
    for (int start = from + 1; start < text.length(); ) {
      int end = lineEnd(text, start);
      String line = text.substring(start, end);
      if (line.toLowerCase(Locale.ROOT).startsWith(HOST)) {
        return ascii(line.substring(HOST.length()).strip());
      }
      start = end + 1;
    }
    return null;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** Bytes beyond ASCII as a browser would have sent them. */
  private static String ascii(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        encoded.append(c);
      } else {
        encoded.append('%').append("%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }

  /** Says nothing of what is inside. */
  @Override
  public String toString() {
    return "HttpHead[withheld]";
  }
}

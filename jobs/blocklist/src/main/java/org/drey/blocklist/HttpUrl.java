package org.drey.blocklist;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An absolute http(s) URL, as far as the host: scheme and host canonical, user info, default port
 * and fragment dropped, path and query as they came.
 *
 * <p>Follows the WHATWG rules for where the host begins and ends. Not yet: numeric addresses other
 * than four decimals, the shortest form of IPv6, dot segments and percent-encoding of the path.
 *
 * @param host a canonical name, four decimals, or an IPv6 address in brackets
 * @param port -1 for the scheme's own
 * @param target path and query, at least {@code /}
 */
record HttpUrl(String scheme, String host, int port, String target) {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]{2,45}]");
  private static final Pattern PORT = Pattern.compile("(?::0*(\\d{0,5}))?");

  /** Null for anything that is not an http(s) URL with a valid host. Never throws. */
  static @Nullable HttpUrl parse(String text) {
    String url = clean(text);
    String scheme = scheme(url);
    if (scheme == null) {
      return null;
    }
    int start = scheme.length() + 1;
    while (start < url.length() && isSlash(url.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < url.length() && !endsAuthority(url.charAt(end))) {
      end++;
    }
    String authority = url.substring(start, end);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int hostEnd = hostEnd(authority);
    String host = host(authority.substring(0, hostEnd));
    int port = port(authority.substring(hostEnd), scheme);
    return host == null || port < -1 ? null : new HttpUrl(scheme, host, port, target(url, end));
  }

  /** The form in which two URLs are the same. */
  String canonical() {
    return scheme + "://" + host + (port < 0 ? "" : ":" + port) + target;
  }

  /** Whether the host is a name and not an address. */
  boolean hasName() {
    return host.charAt(0) != '[' && !CanonicalName.endsInNumber(host, host.length());
  }

  /** Says nothing: what is here may be an entry of a list. */
  @Override
  public String toString() {
    return "HttpUrl[withheld]";
  }

  /** Without surrounding blanks and control characters, and without tabs and line ends inside. */
  private static String clean(String text) {
    String url = text.trim();
    boolean broken = url.indexOf('\t') >= 0 || url.indexOf('\n') >= 0 || url.indexOf('\r') >= 0;
    return broken ? url.replace("\t", "").replace("\n", "").replace("\r", "") : url;
  }

  private static @Nullable String scheme(String url) {
    if (url.regionMatches(true, 0, "https:", 0, 6)) {
      return "https";
    }
    return url.regionMatches(true, 0, "http:", 0, 5) ? "http" : null;
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  private static boolean endsAuthority(char c) {
    return isSlash(c) || c == '?' || c == '#';
  }

  private static int hostEnd(String authority) {
    int from = authority.startsWith("[") ? authority.indexOf(']') : 0;
    int colon = from < 0 ? -1 : authority.indexOf(':', from);
    return colon < 0 ? authority.length() : colon;
  }

  private static @Nullable String host(String raw) {
    if (IPV6.matcher(raw).matches()) {
      return CanonicalName.lower(raw, raw.length());
    }
    String decoded = raw.indexOf('%') < 0 ? raw : percentDecoded(raw);
    String name = CanonicalName.of(decoded);
    if (name != null) {
      return name;
    }
    String address = decoded.endsWith(".") ? decoded.substring(0, decoded.length() - 1) : decoded;
    return IPV4.matcher(address).matches() ? address : null;
  }

  /** -1 for none or the default port, -2 for an invalid one. */
  private static int port(String text, String scheme) {
    var matcher = PORT.matcher(text);
    if (!matcher.matches()) {
      return -2;
    }
    String digits = matcher.group(1);
    if (digits == null || (digits.isEmpty() && text.length() == 1)) {
      return -1;
    }
    int port = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    int usual = scheme.equals("https") ? 443 : 80;
    return port > 65535 ? -2 : port == usual ? -1 : port;
  }

  private static String target(String url, int from) {
    int fragment = url.indexOf('#', from);
    String target = url.substring(from, fragment < 0 ? url.length() : fragment);
    if (target.isEmpty() || target.charAt(0) == '?') {
      return "/" + target;
    }
    return target.charAt(0) == '\\' ? "/" + target.substring(1) : target;
  }

  private static String percentDecoded(String host) {
    byte[] bytes = host.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (bytes[i] == '%' && low >= 0) {
        decoded.write(high * 16 + low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}

package org.drey.blocklist.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.name.DomainToAscii;
import org.jspecify.annotations.Nullable;

/** The host of a URL. */
public final class UrlHost {
  private UrlHost() {}

  /**
   * The host of an absolute http(s) URL as seen, as {@link HttpUrl#host} gives it. Null for any
   * other text. Never throws.
   */
  public static @Nullable String of(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    return parsed == null ? null : parsed.host();
  }

  /** The IP address that a host is, IPv6 without brackets; null if it is a name. */
  public static @Nullable String address(String host) {
    if (host.startsWith("[")) {
      return host.substring(1, host.length() - 1);
    }
    return CanonicalName.endsInNumber(host, host.length()) ? host : null;
  }

  /** The WHATWG host parser for http(s): a domain, four decimals or IPv6 in brackets; or null. */
  static @Nullable String parse(String raw) {
    if (raw.startsWith("[")) {
      return raw.endsWith("]") ? IpAddress.v6(raw.substring(1, raw.length() - 1)) : null;
    }
    String domain = DomainToAscii.of(raw.indexOf('%') < 0 ? raw : percentDecoded(raw));
    if (domain == null) {
      return null;
    }
    int end = domain.endsWith(".") ? domain.length() - 1 : domain.length();
    return CanonicalName.endsInNumber(domain, end) ? IpAddress.v4(domain) : domain;
  }

  /**
   * A parsed host as Safe Browsing compares it: no dots around it, and one between labels. What
   * would leave nothing, or an address that is none, stays as it is.
   */
  static String withoutExtraDots(String host) {
    if (host.charAt(0) != '.' && !host.endsWith(".") && !host.contains("..")) {
      return host;
    }
    StringBuilder name = new StringBuilder(host.length());
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' || (!name.isEmpty() && name.charAt(name.length() - 1) != '.')) {
        name.append(c);
      }
    }
    if (!name.isEmpty() && name.charAt(name.length() - 1) == '.') {
      name.setLength(name.length() - 1);
    }
    String compared = name.isEmpty() ? null : parse(name.toString());
    return compared == null ? host : compared;
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

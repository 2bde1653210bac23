package org.drey.blocklist;

import org.jspecify.annotations.Nullable;

/** The host of a URL as seen in web requests. */
public final class UrlHost {
  private UrlHost() {}

  /**
   * The host of an absolute http(s) URL: a canonical name, four decimals, or an IPv6 address in
   * brackets. Null for any other text. Never throws.
   */
  public static @Nullable String of(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    return parsed == null ? null : parsed.host();
  }
}

package org.drey.blocklist.enforcement;

import java.util.Set;
import java.util.regex.Pattern;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.ListSet.ListHit;
import org.drey.blocklist.url.HttpUrl;
import org.drey.blocklist.url.OtherScheme;
import org.jspecify.annotations.Nullable;

/**
 * The lookup of a web request. Of a tunnel (CONNECT, {@code host:port}) only the name is seen, as
 * in DNS; of a URL of another scheme than http(s) only the name counts.
 */
public final class WebLookup {
  private static final String TUNNEL = "CONNECT";

  /** The target of CONNECT, RFC 9112, 3.2.3: no scheme, no path. */
  private static final Pattern AUTHORITY = Pattern.compile("[^\\s/?#@\\\\]+:\\d{1,5}");

  private WebLookup() {}

  /**
   * The entry that decides; null for nothing that is listed.
   *
   * @param asked the URL as seen, or host and port
   * @param method null if the record has none
   * @param chosen the categories that apply, as in {@link ListSet#meetUrl}
   * @param unreadable run if what was asked for cannot be read, so that nothing can meet it
   */
  public static @Nullable ListHit meet(
      ListSet lists,
      String asked,
      @Nullable String method,
      @Nullable Set<String> chosen,
      Runnable unreadable) {
    HttpUrl url = HttpUrl.parse(asked);
    boolean tunnel = TUNNEL.equalsIgnoreCase(method);
    if (url == null && AUTHORITY.matcher(asked).matches()) {
      url = HttpUrl.parse("https://" + asked + "/");
      tunnel = true;
    }
    if (url != null && !tunnel) {
      return lists.meetUrl(url, chosen);
    }
    String name = url == null ? OtherScheme.host(asked) : url.hasName() ? url.host() : null;
    if (url == null && name == null) {
      unreadable.run();
    }
    return name == null ? null : lists.meetName(name, chosen);
  }
}

package org.drey.blocklist.url;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The host-suffix and path-prefix expressions of Safe Browsing v4, under which a list may hold a
 * URL: https://developers.google.com/safe-browsing/v4/urls-hashing.
 */
public final class SafeBrowsingExpressions {
  private static final int MAX_LABELS = 5;
  private static final int MAX_FOLDERS = 3;

  private SafeBrowsingExpressions() {}

  /**
   * At most 5 hosts times 6 paths, each host with all its paths, the most exact first: the host and
   * up to four of the names above it, from its last five labels and never a last label alone; the
   * target with its query, the path, the root, and up to three folders from the root. Without
   * scheme and port.
   */
  public static List<String> of(HttpUrl url) {
    Set<String> paths = paths(url.matchTarget());
    List<String> expressions = new ArrayList<>();
    for (String host : hosts(url.host())) {
      for (String path : paths) {
        expressions.add(host + path);
      }
    }
    return List.copyOf(expressions);
  }

  private static List<String> hosts(String host) {
    List<String> hosts = new ArrayList<>();
    if (!IpAddress.isAddress(host)) {
      int start = host.length();
      for (int label = 1; label <= MAX_LABELS && start > 0; label++) {
        start = host.lastIndexOf('.', start - 2) + 1;
        if (label > 1 && start > 0) {
          hosts.add(0, host.substring(start));
        }
      }
    }
    hosts.add(0, host);
    return hosts;
  }

  private static Set<String> paths(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    Set<String> paths = new LinkedHashSet<>();
    if (path.length() + 1 < target.length()) {
      paths.add(target);
    }
    paths.add(path);
    int slash = 0;
    for (int folder = 0; folder <= MAX_FOLDERS && slash >= 0; folder++) {
      paths.add(path.substring(0, slash + 1));
      slash = path.indexOf('/', slash + 1);
    }
    return paths;
  }
}

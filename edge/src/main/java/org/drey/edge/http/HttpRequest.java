package org.drey.edge.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request's head that is kept while it is answered; above all not the host.
 *
 * @param method as sent, such as {@code GET}
 * @param path as sent, without scheme, host and query; begins with a slash, or is {@code *}
 * @param query as sent, without the question mark; empty if there is none
 * @param acceptLanguage the header, empty if there is none
 * @param client from where it came
 */
public record HttpRequest(
    String method, String path, String query, String acceptLanguage, InetAddress client) {
  private static final String ACCEPT_LANGUAGE = "accept-language:";

  /** Reads a head, from the request line to the last header; null if it is not one. */
  static @Nullable HttpRequest parse(String head, InetAddress client) {
    String[] lines = head.split("\r?\n", -1);
    String[] parts = lines[0].split(" ", -1);
    if (parts.length < 3 || !parts[parts.length - 1].startsWith("HTTP/1.") || !isMethod(parts[0])) {
      return null;
    }
    String target = lines[0].substring(parts[0].length() + 1, lines[0].lastIndexOf(' '));
    String local = withoutHost(target);
    int mark = local.indexOf('?');
    String language = "";
    for (String line : lines) {
      if (line.regionMatches(true, 0, ACCEPT_LANGUAGE, 0, ACCEPT_LANGUAGE.length())) {
        language = line.substring(ACCEPT_LANGUAGE.length()).strip();
      }
    }
    return new HttpRequest(
        parts[0],
        mark < 0 ? local : local.substring(0, mark),
        mark < 0 ? "" : local.substring(mark + 1),
        language,
        client);
  }

  private static boolean isMethod(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
  }

  /** Proxies ask with the whole address. */
  private static String withoutHost(String target) {
    int scheme = target.indexOf("://");
    if (target.startsWith("/") || scheme < 0) {
      return target;
    }
    for (int i = scheme + 3; i < target.length(); i++) {
      if (target.charAt(i) == '/') {
        return target.substring(i);
      }
      if (target.charAt(i) == '?') {
        return "/" + target.substring(i);
      }
    }
    return "/";
  }

  /** Nothing of what was asked for, lest it end up in a log. */
  @Override
  public String toString() {
    return "Request";
  }
}

package org.drey.blocklist.url;

import org.jspecify.annotations.Nullable;

/**
 * Path and query of an http(s) URL as seen: nothing is unescaped or resolved.
 *
 * @param path at least {@code /}
 * @param query what follows the first {@code ?}; null without one
 */
public record UrlParts(String path, @Nullable String query) {

  /** The parts of an absolute http(s) URL, without its fragment. Null for any other text. */
  public static @Nullable UrlParts of(String text) {
    String before = HttpUrl.upToPath(text);
    if (before == null) {
      return null;
    }
    String url = HttpUrl.clean(text);
    int fragment = url.indexOf('#', before.length());
    String target = url.substring(before.length(), fragment < 0 ? url.length() : fragment);
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    return new UrlParts(path.isEmpty() ? "/" : path, mark < 0 ? null : target.substring(mark + 1));
  }

  /**
   * The text after the last dot of the last segment, without its parameters: {@code exe}. Null if
   * there is nothing.
   */
  public @Nullable String extension() {
    String segment = path.substring(path.lastIndexOf('/') + 1);
    int parameters = segment.indexOf(';');
    String name = parameters < 0 ? segment : segment.substring(0, parameters);
    int dot = name.lastIndexOf('.');
    return dot < 0 || dot == name.length() - 1 ? null : name.substring(dot + 1);
  }
}

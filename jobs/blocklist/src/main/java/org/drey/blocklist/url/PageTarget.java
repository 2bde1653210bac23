package org.drey.blocklist.url;

/**
 * The page that a path and query ask for, as far as an entry for one page distinguishes pages.
 *
 * <p>Parameters of the last path segment ({@code /page;a=1}, RFC 3986, 3.3) and an empty query do
 * not make another page: nearly every server ignores them, so that either would lead past an entry.
 */
final class PageTarget {
  private PageTarget() {}

  /** Takes what {@link MatchTarget} gives. Given its own result, returns it. */
  static String of(String target) {
    int mark = target.indexOf('?');
    int pathEnd = mark < 0 ? target.length() : mark;
    int segment = target.lastIndexOf('/', pathEnd - 1) + 1;
    int parameters = target.indexOf(';', segment);
    boolean hasParameters = parameters >= 0 && parameters < pathEnd;
    boolean hasEmptyQuery = mark == target.length() - 1;
    if (!hasParameters && !hasEmptyQuery) {
      return target;
    }
    String path = target.substring(0, hasParameters ? parameters : pathEnd);
    return mark < 0 || hasEmptyQuery ? path : path + target.substring(mark);
  }
}

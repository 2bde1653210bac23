package org.drey.blocklist.url;

/** Resolves . and .. in a path, also where a dot is written %2e. */
final class DotSegments {
  private DotSegments() {}

  /** Works on a path that begins with a slash and has nothing after it, in linear time. */
  static void resolve(StringBuilder path) {
    int segment = firstDots(path);
    if (segment < 0) {
      return;
    }
    // Kept segments move to the front: never longer than what was read.
    int kept = segment;
    int length = path.length();
    while (segment < length) {
      int end = segmentEnd(path, segment + 1, length);
      int dots = dots(path, segment + 1, end);
      if (dots == 0) {
        for (int i = segment; i < end; i++) {
          path.setCharAt(kept++, path.charAt(i));
        }
      } else {
        kept = dots == 2 ? parent(path, kept) : kept;
        if (end == length) {
          path.setCharAt(kept++, '/');
        }
      }
      segment = end;
    }
    path.setLength(kept);
  }

  /** The slash before the first segment that is dots, or -1. */
  private static int firstDots(StringBuilder path) {
    for (int slash = 0; slash < path.length(); ) {
      int end = segmentEnd(path, slash + 1, path.length());
      if (dots(path, slash + 1, end) > 0) {
        return slash;
      }
      slash = end;
    }
    return -1;
  }

  private static int segmentEnd(StringBuilder path, int from, int length) {
    int end = from;
    while (end < length && path.charAt(end) != '/') {
      end++;
    }
    return end;
  }

  /** Returns how many dots a segment consists of, 1 or 2; 0 for any other segment. */
  private static int dots(StringBuilder path, int from, int to) {
    int dots = 0;
    int i = from;
    while (i < to && dots < 3) {
      if (path.charAt(i) == '.') {
        i++;
      } else if (isEscapedDot(path, i, to)) {
        i += 3;
      } else {
        return 0;
      }
      dots++;
    }
    return dots == 3 ? 0 : dots;
  }

  private static boolean isEscapedDot(StringBuilder path, int i, int to) {
    return i + 2 < to
        && path.charAt(i) == '%'
        && path.charAt(i + 1) == '2'
        && (path.charAt(i + 2) | 0x20) == 'e';
  }

  /** Returns where the last segment of what is kept begins. */
  private static int parent(StringBuilder path, int kept) {
    int slash = kept - 1;
    while (slash > 0 && path.charAt(slash) != '/') {
      slash--;
    }
    return Math.max(0, slash);
  }
}

package org.drey.blocklist.index;

import org.drey.blocklist.name.CanonicalName;

/**
 * The path from the root of the tree to a name or URL, as a chain of hashes.
 *
 * <p>A name's first step is its last two labels together (its only label, if it has one): nearly
 * every list holds names below every top-level domain, so a step there would rule nothing out. Then
 * comes label by label, then the port if there is one, then the steps of the path, each with the
 * slash that ends it, then the query with its question mark. No label holds a slash, a colon or a
 * question mark, and no step of the path begins with one, so the kinds of step cannot be taken for
 * one another. An address is one step.
 */
final class TreePath {
  /** The number of labels that the first step takes. */
  static final int FIRST = 2;

  /** The role of a node for the name or URL on whose path it lies. */
  enum Part {
    ABOVE_HOST,
    HOST,
    /** A port, or a step of the path that is not the last. */
    ABOVE_TARGET,
    /** The whole path, or the whole path and the query: what an entry for one page may be. */
    TARGET
  }

  /** Receives each node on the way; false ends the walk. */
  interface Visitor {
    boolean node(long hash, int depth, Part part);
  }

  private TreePath() {}

  /**
   * Visits the nodes of a host, then of a port and path.
   *
   * @param port -1 for none
   * @param target empty for none
   */
  static void walk(SipHash hash, String host, int port, String target, Visitor visitor) {
    boolean name = isName(host);
    AsciiBytes text = AsciiBytes.of(host);
    long node = SipHash.START;
    int depth = 0;
    for (int end = host.length(); end > 0; ) {
      int start = name ? start(host, end) : 0;
      node = hash.of(node, text, AsciiBytes.START + start, AsciiBytes.START + end);
      depth += name ? labels(host, start, end) : 1;
      if (!visitor.node(node, depth, start == 0 ? Part.HOST : Part.ABOVE_HOST)) {
        return;
      }
      end = start - 1;
    }
    if (port >= 0) {
      node = hash.of(node, AsciiBytes.of(":" + port));
      if (!visitor.node(node, ++depth, Part.ABOVE_TARGET)) {
        return;
      }
    }
    path(hash, node, depth, target, visitor);
  }

  /** The node at a depth that {@link #walk} visits. */
  static long at(SipHash hash, String host, int port, String target, int depth) {
    long[] found = new long[1];
    walk(
        hash,
        host,
        port,
        target,
        (node, nodeDepth, part) -> {
          found[0] = node;
          return nodeDepth < depth;
        });
    return found[0];
  }

  private static void path(SipHash hash, long host, int hostDepth, String target, Visitor visitor) {
    long node = host;
    int depth = hostDepth;
    AsciiBytes text = AsciiBytes.of(target);
    int pathEnd = pathEnd(target);
    for (int from = 0; from < target.length(); ) {
      int to = from < pathEnd ? stepEnd(target, from, pathEnd) : target.length();
      node = hash.of(node, text, AsciiBytes.START + from, AsciiBytes.START + to);
      Part part = to < pathEnd ? Part.ABOVE_TARGET : Part.TARGET;
      if (!visitor.node(node, ++depth, part)) {
        return;
      }
      from = to;
    }
  }

  /** The node that stands for a top-level domain as a whole. */
  static long topLevel(SipHash hash, AsciiBytes name) {
    return hash.ofLabels(SipHash.START, name, name.end(), 1);
  }

  /** Returns where the step begins that ends at {@code end}. */
  static int start(String name, int end) {
    int start = labelStart(name, end);
    return end == name.length() && start > 0 ? labelStart(name, start - 1) : start;
  }

  static int labelStart(String name, int end) {
    return name.lastIndexOf('.', end - 1) + 1;
  }

  /** Returns how many labels a step takes. */
  static int labels(String name, int start, int end) {
    return end == name.length() && name.indexOf('.', start) >= 0 ? FIRST : 1;
  }

  static boolean isName(String host) {
    return host.charAt(0) != '[' && !CanonicalName.endsInNumber(host, host.length());
  }

  /** Returns where the path ends and the query begins. */
  private static int pathEnd(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target.length() : query;
  }

  /** Returns where a step of the path ends: after the next slash, or at the end of the path. */
  private static int stepEnd(String target, int from, int pathEnd) {
    int slash = target.indexOf('/', from);
    return slash < 0 || slash >= pathEnd ? pathEnd : slash + 1;
  }
}

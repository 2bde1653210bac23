package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import org.drey.blocklist.ListEntry;

/** The nodes on the path of the entry at hand. */
final class EntryPath {
  private final LongArrayList nodes = new LongArrayList();
  private int host;
  private int hostDepth;
  private int depth;

  void read(SipHash hash, ListEntry entry) {
    nodes.clear();
    TreePath.walk(hash, entry.host(), entry.port(), entry.target(), this::add);
  }

  private boolean add(long node, int nodeDepth, TreePath.Part part) {
    if (part == TreePath.Part.HOST) {
      host = nodes.size();
      hostDepth = nodeDepth;
    }
    nodes.add(node);
    depth = nodeDepth;
    return true;
  }

  LongArrayList nodes() {
    return nodes;
  }

  int last() {
    return nodes.size() - 1;
  }

  int depth() {
    return depth;
  }

  /** Returns which of the nodes is the host. */
  int host() {
    return host;
  }

  int hostDepth() {
    return hostDepth;
  }
}

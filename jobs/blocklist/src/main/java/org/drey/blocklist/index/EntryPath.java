package org.drey.blocklist.index;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import org.drey.blocklist.ListEntry;

/** The nodes of the entry at hand, and of the one before, to see what both pass. */
final class EntryPath {
  private LongArrayList nodes = new LongArrayList();
  private LongArrayList before = new LongArrayList();
  private long host;
  private int hostDepth;
  private int depth;

  void read(SipHash hash, ListEntry entry) {
    LongArrayList spare = before;
    before = nodes;
    nodes = spare;
    nodes.clear();
    Steps.walk(hash, entry.host(), entry.port(), entry.target(), this::add);
  }

  private boolean add(long node, int nodeDepth, Steps.Part part) {
    nodes.add(node);
    depth = nodeDepth;
    if (part == Steps.Part.HOST) {
      host = node;
      hostDepth = nodeDepth;
    }
    return true;
  }

  long last() {
    return nodes.getLong(nodes.size() - 1);
  }

  int depth() {
    return depth;
  }

  long host() {
    return host;
  }

  int hostDepth() {
    return hostDepth;
  }

  /** Adds the nodes above the last, but for those that the entry before has above its last too. */
  void passedFirst(LongArrayList passed) {
    for (int at = 0; at < nodes.size() - 1; at++) {
      if (at >= before.size() - 1 || before.getLong(at) != nodes.getLong(at)) {
        passed.add(nodes.getLong(at));
      }
    }
  }
}

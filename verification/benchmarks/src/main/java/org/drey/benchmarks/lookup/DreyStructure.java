package org.drey.benchmarks.lookup;

import org.drey.blocklist.index.ListIndex;

/** Drey's list index. */
public final class DreyStructure implements NameStructure {
  private final ListIndex index;

  /** Asks an index. */
  public DreyStructure(ListIndex index) {
    this.index = index;
  }

  @Override
  public String name() {
    return "ListIndex";
  }

  @Override
  public int hits(String[] asked) {
    int hits = 0;
    for (String name : asked) {
      hits += index.findName(name, null) == ListIndex.NOTHING ? 0 : 1;
    }
    return hits;
  }
}

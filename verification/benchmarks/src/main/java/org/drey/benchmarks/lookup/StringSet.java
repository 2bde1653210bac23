package org.drey.benchmarks.lookup;

import java.util.HashSet;
import java.util.Set;
import org.drey.benchmarks.names.InventedNames;

/** The structure that one writes first: a set of the names, asked for every suffix. */
public final class StringSet implements NameStructure {
  private final Set<String> listed;

  /** A set of the first names of a list. */
  public StringSet(InventedNames names, long entries) {
    listed = new HashSet<>();
    for (long n = 0; n < entries; n++) {
      listed.add(names.listed(n));
    }
  }

  @Override
  public String name() {
    return "HashSet<String>";
  }

  @Override
  public int hits(String[] asked) {
    int hits = 0;
    for (String name : asked) {
      hits += isListed(name) ? 1 : 0;
    }
    return hits;
  }

  private boolean isListed(String name) {
    for (int from = 0; ; ) {
      if (listed.contains(name.substring(from))) {
        return true;
      }
      int dot = name.indexOf('.', from);
      if (dot < 0) {
        return false;
      }
      from = dot + 1;
    }
  }
}

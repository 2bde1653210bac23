package org.drey.edge.rpz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The changes that make one state of a zone into another, name by name: names to put in come first,
 * for protection must not wait for tidying up. Sorted, so that the same difference is always
 * applied in the same order.
 *
 * @param put names that are missing, or have other records than they should
 * @param remove names that should not be there
 */
public record ZoneChanges(List<String> put, List<String> remove) {

  /** Copies the lists. */
  public ZoneChanges {
    put = List.copyOf(put);
    remove = List.copyOf(remove);
  }

  /** The difference between what is in a zone and what should be. */
  public static ZoneChanges between(ZoneContent present, Set<String> wanted) {
    List<String> put = new ArrayList<>();
    for (String name : wanted) {
      if (!present.right().contains(name)) {
        put.add(name);
      }
    }
    List<String> remove = new ArrayList<>();
    for (Set<String> names : List.of(present.right(), present.wrong())) {
      for (String name : names) {
        if (!wanted.contains(name)) {
          remove.add(name);
        }
      }
    }
    Collections.sort(put);
    Collections.sort(remove);
    return new ZoneChanges(put, remove);
  }

  /** Returns whether there is nothing to do. */
  public boolean isEmpty() {
    return put.isEmpty() && remove.isEmpty();
  }

  /** Says how many names, never which. */
  @Override
  public String toString() {
    return "Changes[" + put.size() + " to put, " + remove.size() + " to remove]";
  }
}

package org.drey.edge.rpz;

import java.io.IOException;
import java.util.Set;

/** A place in which a zone is kept. */
public interface ZoneTarget {

  /**
   * Makes the zone hold these names and no others.
   *
   * @return how many names were put in and how many taken out
   * @throws IOException if that did not succeed, or not wholly; calling again goes on from there
   */
  UpdateCount hold(Set<String> names) throws IOException;

  /** Returns where that is, for messages. */
  String place();

  /**
   * The numbers of names that were changed.
   *
   * @param put names that were put in or given other records
   * @param removed names that were taken out
   */
  record UpdateCount(int put, int removed) {}
}

package org.drey.blocklist.live;

import java.io.IOException;
import java.util.List;

/** A source of lists. Not for several threads at once. */
public interface ListSource {

  /**
   * Looks which lists are in force now.
   *
   * @throws IOException if nothing can be read; what was found before stays good then
   */
  LoadedLists look() throws IOException;

  /**
   * The lists that were found.
   *
   * @param lists the last good version of each list; the same set while nothing has changed
   * @param problems what is wrong, of each list of which something was refused, is missing or is
   *     damaged; names no entry
   */
  record LoadedLists(ListSet lists, List<String> problems) {
    /** Copies the list. */
    public LoadedLists {
      problems = List.copyOf(problems);
    }
  }
}

package org.drey.edge.icap;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where lists come from. */
public interface ListProvider {

  /**
   * The lists as they are now.
   *
   * @param before the lists that this returned last, to be returned themselves if nothing has
   *     changed; null for nothing yet
   * @throws IOException if nothing can be read; {@code before} stays good then
   */
  Found now(@Nullable CurrentLists before) throws IOException;

  /**
   * What was found.
   *
   * @param lists the last good version of each list; null if there is none of any
   * @param problems what is wrong, for each list of which the version in force is missing or
   *     damaged; names no entry
   */
  record Found(@Nullable CurrentLists lists, List<String> problems) {
    /** Copies the list. */
    public Found {
      problems = List.copyOf(problems);
    }

    /** All lists, each as it should be. */
    static Found all(CurrentLists lists) {
      return new Found(lists, List.of());
    }
  }
}

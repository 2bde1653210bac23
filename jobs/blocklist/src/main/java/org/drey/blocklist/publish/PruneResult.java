package org.drey.blocklist.publish;

import java.util.List;

/**
 * The result of pruning a list's old files, done or only planned.
 *
 * @param kept versions whose files stay, the newest first; the first is in force
 * @param removed the names of the files
 * @param bytes how much they hold
 * @param young how many more are not needed, but are too new to be sure of it
 */
public record PruneResult(
    String listId, List<String> kept, List<String> removed, long bytes, int young) {

  /** Copies the lists. */
  public PruneResult {
    kept = List.copyOf(kept);
    removed = List.copyOf(removed);
  }
}

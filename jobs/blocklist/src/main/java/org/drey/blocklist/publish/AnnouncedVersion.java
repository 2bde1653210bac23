package org.drey.blocklist.publish;

import java.io.IOException;

/**
 * The last version known outside a list's folder: processes that follow the list refuse what is
 * numbered below. A new folder, or one put back from a backup, does not know it.
 */
public interface AnnouncedVersion {
  /** Nothing is known. */
  AnnouncedVersion NOTHING = listId -> 0;

  /**
   * The highest sequence of a list that was announced with its key; 0 if none was.
   *
   * @throws IOException if that cannot be found out
   */
  long highest(String listId) throws IOException;
}

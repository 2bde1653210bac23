package org.drey.edge.rpz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.drey.blocklist.compile.EntryGuards;

/**
 * The guards that keep entries out, and the files that they are read from: those change like a
 * feed.
 */
public interface GuardFiles {

  /** The files, in an order that stays. */
  List<Path> files();

  /**
   * Reads them.
   *
   * @throws IOException if one of them cannot be read or used
   */
  EntryGuards read() throws IOException;
}

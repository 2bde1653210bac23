package org.drey.edge.rpz;

import java.io.IOException;
import java.util.function.Consumer;
import org.drey.blocklist.ListEntry;

/** A source of a list's entries, in the clear. */
public interface EntrySource {

  /** Changes with the content. */
  String fingerprint() throws IOException;

  /**
   * Reads the list.
   *
   * @return the fingerprint of what was read
   * @throws IOException if the list is damaged or refused; then what was handed out is to be
   *     forgotten. The message names no entry
   */
  String read(Consumer<ListEntry> entries) throws IOException;
}

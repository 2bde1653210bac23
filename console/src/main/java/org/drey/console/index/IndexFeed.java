package org.drey.console.index;

import java.io.IOException;
import org.drey.console.store.ConsoleDatabase;
import org.jspecify.annotations.Nullable;

/** The source of the index's records. Belongs to one thread. */
public interface IndexFeed extends AutoCloseable {
  /**
   * Writes the next records that there are into the index, with where they end, whole; waits for
   * them for a moment at most.
   *
   * @return whether all is read that was there
   * @throws IOException if the source does not answer; says which, and why
   */
  boolean step(ConsoleDatabase database) throws IOException;

  /** Returns what is not there or may not be read, in words, and what follows; null if nothing. */
  default @Nullable String lacks() {
    return null;
  }

  @Override
  void close();
}

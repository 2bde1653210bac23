package org.drey.collect.feed;

import java.io.IOException;

/**
 * Thrown if what was learned of events cannot be saved now. A source that goes on keeps what it has
 * read, as if the brokers had not taken it, and flushes again later.
 */
public final class UnsavedFactsException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsavedFactsException() {
    super("what was learned of the payments is not saved: is the disk of --pairs full?");
  }
}

package org.drey.collect.feed;

import java.io.IOException;
import java.time.InstantSource;

/** A feed of events, whatever becomes of them. Each thread of a source asks it for a door. */
public interface EventFeed {
  /** Returns a door, for one thread. */
  EventDoor door();

  /** Returns the counts, in which a source counts what it reads, filters and refuses. */
  FeedCounts counts();

  /** Returns the clock of the machine. */
  InstantSource clock();

  /** Waits until all that was taken before is where it belongs. */
  void flush() throws IOException;
}

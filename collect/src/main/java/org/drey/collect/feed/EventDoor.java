package org.drey.collect.feed;

import java.io.IOException;

/**
 * The way of events out of their source. An event that was counted as read is counted once more
 * here. Belongs to one thread.
 */
public interface EventDoor {
  /**
   * Takes an event, or refuses it.
   *
   * @throws IOException if the source is to wait, and never will be served
   */
  void take(ObservedEvent seen) throws IOException, InterruptedException;
}

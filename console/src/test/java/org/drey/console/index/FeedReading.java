package org.drey.console.index;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.drey.console.store.ConsoleDatabase;

/** Reads what a feed has, as the thread of the index does. */
public final class FeedReading {
  private FeedReading() {}

  /** Reads to the end, at once: one that was there before waits until it looks again. */
  public static void toTheEnd(IndexFeed feed, ConsoleDatabase database) throws IOException {
    do {
      LockSupport.unpark(Thread.currentThread());
    } while (!feed.step(database));
  }
}

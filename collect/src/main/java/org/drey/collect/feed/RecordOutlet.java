package org.drey.collect.feed;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place for records: a topic, or a file of a folder. Counts what became of each event. */
public interface RecordOutlet extends AutoCloseable {
  /**
   * Takes an event, and counts it once.
   *
   * @param versions the event's record for each version of the keys
   * @throws IOException if the place takes nothing, and the source is to end
   */
  void send(List<byte[]> versions) throws IOException, InterruptedException;

  /** Waits until the place has all that was taken before, or what must not wait is lost. */
  void flush() throws IOException;

  /** Returns why nothing has been taken for a while, though something waits; else null. */
  @Nullable String problem();

  /** Returns whether events of any age are taken, and not only those that live jobs accept. */
  boolean takesHistory();

  @Override
  void close();
}

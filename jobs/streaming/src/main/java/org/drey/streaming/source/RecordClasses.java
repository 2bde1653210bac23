package org.drey.streaming.source;

import java.io.InterruptedIOException;
import java.util.List;
import org.drey.event.TopicNames;

/**
 * The classes of records, made ready in a thread that ends.
 *
 * <p>Avro keeps a value of its own class in each thread that reads a schema, as these classes do
 * when they are made ready. The threads of a job manager outlive jobs: each submission would leave
 * all its classes there, some 15 MB, until the metaspace is full and the process ends.
 */
final class RecordClasses {
  private RecordClasses() {}

  private static void touchAll() {
    List<String> unused = TopicNames.ALL; // which has the schema of each
  }

  /** Makes them ready, if they are not: before a source of such records is read from bytes. */
  static void initialize() throws InterruptedIOException {
    Thread thread = new Thread(RecordClasses::touchAll, "drey-record-classes");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}

package org.drey.alerts.source;

import java.io.IOException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.Alert;
import org.drey.topics.MayNotReadException;

/** The results of jobs and of analysts: a folder of files, or topics. */
public interface ResultSource {
  /**
   * Takes records one after the other; those of one key in the order in which they were written.
   */
  interface Reader<T> {
    void take(T datum) throws IOException;

    /** The record of a key was deleted; what came before is no longer there. */
    default void removed(String key) throws IOException {}
  }

  /** Returns whether there are records of a kind at all. */
  boolean has(String topic) throws IOException;

  /**
   * Reads all records of a kind, to the present end; of one that is not there, none. A record that
   * cannot be read costs itself and a warning.
   *
   * @param topic the name without a prefix, such as {@code alerts}
   * @throws MayNotReadException if there is a topic, but not for whoever asks
   * @throws IOException if the folder or the broker cannot be read; its message says which and why
   */
  default <T extends SpecificRecordBase> void read(String topic, Class<T> type, Reader<T> reader)
      throws IOException {
    read(topic, type, key -> true, reader);
  }

  /**
   * Reads the records of some keys. The others are not decoded, which is most of the work.
   *
   * @param keys which; a record's key is what {@link TopicNames#keyFields} says
   * @throws IOException as above
   */
  <T extends SpecificRecordBase> void read(
      String topic, Class<T> type, Predicate<String> keys, Reader<T> reader) throws IOException;

  /**
   * Reads alerts of some ids, of each at least the newest revision; older ones need not be given.
   *
   * @param topic {@code alerts} or {@code shadow-alerts}
   * @throws IOException as above
   */
  default void readNewest(String topic, Predicate<String> ids, Reader<Alert> reader)
      throws IOException {
    read(topic, Alert.class, ids, reader);
  }

  /** Returns what messages call it: the folder, or the brokers. */
  String name();

  /** Returns how many records could not be read so far. */
  long unreadable();

  /** Says to whoever reads that something is missing. */
  void warn(String what);
}

package org.drey.local.generate;

import java.time.Instant;

/**
 * One record as a provider sends it, in both forms. An event is encoded when it is asked for: by
 * one thread at a time for each topic.
 */
public interface Item {
  String topic();

  /** When it arrives. Items of a topic come in this order, not in that of their events. */
  Instant arrival();

  /** A line of a file, without its line break. */
  byte[] jsonLine();

  /** The same, with the time of its arrival as {@code received_at} if it is an event's. */
  byte[] receivedLine();

  /** The value of a Kafka record. */
  byte[] avro();
}

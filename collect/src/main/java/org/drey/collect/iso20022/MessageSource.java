package org.drey.collect.iso20022;

import java.io.IOException;
import java.time.Instant;

/**
 * A source of messages that never ends. It keeps each until the brokers have all that became of it,
 * and has it read again if the process ends before. For one thread.
 */
public interface MessageSource {
  /** Has all that is there read, and waits a while if nothing is. */
  void read(MessageIntake intake) throws IOException, InterruptedException;

  /** Returns a time: what was not read yet was taken later. */
  Instant readUntil();

  /** Returns whether there are marks that are free since they were asked for last. */
  boolean hasFreed();

  /** Keeps messages with free marks no longer: the brokers have all that became of them. */
  void forgetFreed();
}

package org.drey.collect.iso20022;

import java.io.IOException;
import org.drey.collect.feed.UnsavedFactsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages of a source that never ends: read as they come, and held by the clock. */
public final class LiveMessages {
  private static final Logger LOG = LoggerFactory.getLogger(LiveMessages.class);

  private LiveMessages() {}

  /**
   * Reads until the thread is interrupted. What is held then is read again by the next run.
   *
   * @throws IOException if the source cannot be read, or a topic takes nothing
   */
  public static void run(MessageSource source, MessageIntake intake)
      throws IOException, InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      step(source, intake);
    }
  }

  /** Reads what is there, sends what is due, and forgets what the brokers have. */
  static void step(MessageSource source, MessageIntake intake)
      throws IOException, InterruptedException {
    source.read(intake);
    intake.release(source.readUntil());
    if (source.hasFreed()) {
      try {
        intake.flush();
      } catch (UnsavedFactsException e) { // the next step may save them; it is said where they are
        LOG.debug("the source keeps what it has", e);
        return;
      }
      source.forgetFreed();
    }
  }
}

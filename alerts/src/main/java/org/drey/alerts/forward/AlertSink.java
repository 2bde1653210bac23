package org.drey.alerts.forward;

import java.io.IOException;
import java.util.List;

/** A tool that takes alerts. Belongs to one thread. */
interface AlertSink extends AutoCloseable {
  /**
   * A message that a sink will never take.
   *
   * @param why in the sink's words, without anything of the message
   */
  record RefusedMessage(ForwardedMessage message, String why) {}

  /** Returns how many messages it takes at once, at most. */
  int most();

  /**
   * Hands over messages in their order; returns those that it will never take.
   *
   * @throws IOException if it takes none now: all are to be handed over again, and those that it
   *     has already are the same as they were
   */
  List<RefusedMessage> send(List<ForwardedMessage> messages) throws IOException;

  @Override
  default void close() {}
}

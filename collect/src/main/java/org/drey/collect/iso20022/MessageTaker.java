package org.drey.collect.iso20022;

import java.io.IOException;
import org.drey.collect.feed.RefusalReason;

/** Takes the items of messages. */
interface MessageTaker {
  /**
   * Takes an item.
   *
   * @param values to be read at once: they change
   */
  void take(MessageKind kind, MessageValues values) throws IOException, InterruptedException;

  /** Takes the end of a message, with what holds for all of it. */
  void end(MessageKind kind, MessageValues values) throws IOException, InterruptedException;

  /** Takes note of a message of another kind. */
  void other();

  /**
   * Takes note that what is left of an input cannot be used.
   *
   * @param at the message in which that is
   */
  void refused(RefusalReason reason, ItemPlace at);
}
